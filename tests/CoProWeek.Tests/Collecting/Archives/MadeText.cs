namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>A text of the crowd, and what X marks in it.</summary>
internal sealed record MadeText(string Text, IReadOnlyList<string> Tags, IReadOnlyList<string> Handles, IReadOnlyList<MadeLink> Links)
{
    public static MadeText Of(MadePost post) => new(post.Text, post.Tags, post.Handles, [.. LinksOf(post)]);

    /// <summary>A long text's begin: its hashtags are cut off.</summary>
    public static MadeText Cut(MadePost post) => new($"{post.Words[..240]}…", [], [], []);

    /// <summary>"RT @whom: " and as much as 140 characters hold, which may be no hashtag at all.</summary>
    public static MadeText Repeated(MadePost post)
    {
        var begin = $"RT @{post.Author.Handle}: ";
        var whole = $"{begin}{(post.IsLong ? Cut(post).Text : post.Text)}";
        var text = whole.Length <= 140 ? whole : $"{whole[..139]}…";
        return new(text, [.. post.Tags.Where(tag => IsWhole(text, $"#{tag}"))], [post.Author.Handle, .. post.Handles.Where(handle => IsWhole(text, $"@{handle}"))], []);
    }

    private static IEnumerable<MadeLink> LinksOf(MadePost post)
    {
        var links = post.Links.Select((link, n) => new MadeLink(post.ShortLink(n), link, null));
        return post.Pictures == 0 ? links : links.Append(new MadeLink(post.ShortLink(9), $"https://x.com/{post.Author.Handle}/status/{post.Id}/photo/1", $"3_{post.Id}"));
    }

    private static bool IsWhole(string text, string mark) => $"{text} ".Contains($" {mark} ", StringComparison.Ordinal);
}

internal sealed record MadeLink(string Short, string Long, string? Key);
