using CoProWeek.Networks;

namespace CoProWeek.Publishing;

/// <summary>What is looked for: the text as compared, how many pictures, what the network calls them, and the part before it.</summary>
internal sealed record SoughtPart(string Canonical, int MediaCount, string[] MediaKeys, long? ReplyTo);

/// <summary>What a complete read of our own timeline says about an attempt whose end is unknown.</summary>
internal abstract record Reading
{
    private Reading()
    {
    }

    internal sealed record Found(OwnPost Post) : Reading;

    /// <summary>Something stands there that may be it: a person decides.</summary>
    internal sealed record Undecided(OwnPost Post) : Reading;

    internal sealed record Absent : Reading;
}

/// <summary>Telling our own post on our own timeline. Pure: the rules, and nothing else.</summary>
internal static class ReadBack
{
    /// <summary>From here on two texts are too alike to say that ours is absent.</summary>
    public const double Close = 0.8;

    /// <param name="sought">The part that may be out.</param>
    /// <param name="posts">A complete read of the account's own posts since the fence.</param>
    /// <param name="bound">Ids that belong to other parts of ours already.</param>
    public static Reading Read(SoughtPart sought, IEnumerable<OwnPost> posts, IReadOnlySet<long> bound)
    {
        var candidates = posts
            .Where(post => !bound.Contains(post.RemoteId) && !post.IsRepost && post.ReplyTo == sought.ReplyTo)
            .OrderBy(post => post.RemoteId)
            .ToList();
        if (candidates.Find(post => SameMedia(sought, post)) is { } byMedia)
            return new Reading.Found(byMedia);
        if (candidates.Find(post => SameText(sought, post)) is { } byText)
            return new Reading.Found(byText);
        return candidates.Find(post => IsClose(sought, post)) is { } like ? new Reading.Undecided(like) : new Reading.Absent();
    }

    private static bool SameMedia(SoughtPart sought, OwnPost post) =>
        sought.MediaKeys.Length > 0 && sought.MediaKeys.ToHashSet().SetEquals(post.MediaKeys);

    private static bool SameText(SoughtPart sought, OwnPost post) =>
        post.MediaCount == sought.MediaCount && Canonical.Of(post.Text) == sought.Canonical;

    private static bool IsClose(SoughtPart sought, OwnPost post) =>
        Canonical.Likeness(Canonical.Of(post.Text), sought.Canonical) >= Close;
}
