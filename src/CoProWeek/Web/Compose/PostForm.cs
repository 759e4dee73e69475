using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>A post as it stands in the form: whatever was typed, understood or not, so that nothing typed is lost.</summary>
internal sealed record PostForm
{
    public const int MostPictures = 4;

    /// <summary>The post as it was when the form was opened: <see cref="PostVersion"/>; empty for a new one.</summary>
    public string Version { get; init; } = "";

    public string Ref { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Date { get; init; } = "";

    public string Time { get; init; } = "";

    public string Latest { get; init; } = "";

    public string Text { get; init; } = "";

    public string Link { get; init; } = "";

    public string Credit { get; init; } = "";

    public string Permission { get; init; } = "";

    public string Notes { get; init; } = "";

    /// <summary>The handles that are ticked.</summary>
    public IReadOnlyList<string> PostTo { get; init; } = [];

    /// <summary>By handle; empty where it says the same as everywhere.</summary>
    public IReadOnlyDictionary<string, string> OwnTexts { get; init; } = new Dictionary<string, string>();

    /// <summary>Always four; one without a hash is an empty place.</summary>
    public IReadOnlyList<PostPicture> Places { get; init; } = [.. Enumerable.Repeat(new PostPicture(), MostPictures)];

    public IEnumerable<PostPicture> Pictures => Places.Where(place => place.Hash != "");

    public static PostForm Of(Post post) => new()
    {
        Version = PostVersion.Of(post.Content),
        Ref = post.Content.Ref,
        Kind = post.Content.Kind,
        Date = post.Content.SlotOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        Time = post.Content.SlotTime?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
        Latest = post.Content.Latest,
        Text = post.Content.Text,
        Link = post.Content.Link,
        Credit = post.Content.Credit,
        Permission = post.Content.Permission,
        Notes = post.Content.Notes,
        PostTo = [.. post.Content.Accounts.Select(account => account.Handle)],
        OwnTexts = post.Content.Accounts.ToDictionary(account => account.Handle, account => account.OwnText ?? ""),
        Places = [.. post.Content.Pictures.Concat(Enumerable.Repeat(new PostPicture(), MostPictures)).Take(MostPictures)],
    };

    /// <summary>As the browser sent it; its pictures' files are kept apart, by <see cref="Uploads"/>.</summary>
    public static PostForm From(IFormCollection sent, Campaign campaign, IReadOnlyList<PostPicture>? kept = null) => new()
    {
        // The button "Save mine over it" names the version it was shown.
        Version = One(sent, "over") is { Length: > 0 } over ? over : One(sent, "version"),
        Ref = One(sent, "ref"),
        Kind = One(sent, "kind"),
        Date = One(sent, "date"),
        Time = One(sent, "time"),
        Latest = One(sent, "latest"),
        Text = One(sent, "text"),
        Link = One(sent, "link"),
        Credit = One(sent, "credit"),
        Permission = One(sent, "permission"),
        Notes = One(sent, "notes"),
        PostTo = [.. campaign.Accounts.Select(account => account.Handle).Where(handle => sent["post-to"].Contains(handle))],
        OwnTexts = campaign.Accounts.ToDictionary(account => account.Handle, account => One(sent, $"own-{account.Handle}")),
        Places = [.. Enumerable.Range(0, MostPictures).Select(n => Place(sent, n, kept ?? []))],
    };

    /// <summary>As a row of a plan, so that it is understood by the plan's own rules; without its pictures.</summary>
    public PlanCells Cells()
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [PlanColumns.Id] = Ref,
            [PlanColumns.Kind] = Kind,
            [PlanColumns.Date] = Date,
            [PlanColumns.Time] = Time,
            [PlanColumns.Latest] = Latest,
            [PlanColumns.Text] = Text,
            [PlanColumns.Link] = Link,
            [PlanColumns.Credit] = Credit,
            [PlanColumns.Permission] = Permission,
            [PlanColumns.Notes] = Notes,
            [PlanColumns.PostTo] = string.Join(" | ", PostTo),
        };
        foreach (var (handle, text) in OwnTexts)
            cells[PlanColumns.OwnText(handle)] = text;
        return new PlanCells(1, cells);
    }

    private static PostPicture Place(IFormCollection sent, int n, IReadOnlyList<PostPicture> kept)
    {
        if (sent.ContainsKey($"remove-{n}"))
            return new PostPicture();
        // The plan parts alt texts by "|", and a line end would end none: neither can be part of one.
        var alt = string.Join(' ', One(sent, $"alt-{n}").Replace('|', '/').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var (hash, name) = (One(sent, $"hash-{n}"), One(sent, $"name-{n}"));
        // A plan's pictures may lie in folders; a name that the post does not have already is a file's own.
        return new PostPicture { Hash = hash, FileName = kept.Any(picture => picture.Hash == hash && picture.FileName == name) ? name : Uploads.NameOf(name), AltText = alt };
    }

    private static string One(IFormCollection sent, string field) =>
        sent[field].ToString().ReplaceLineEndings("\n").Trim();
}
