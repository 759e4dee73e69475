using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>A part as it will look, or looks.</summary>
internal sealed record PreviewPart(string Text, string? Url, DateTimeOffset? SentAt, IReadOnlyList<PictureRow> Pictures)
{
    /// <summary>Its length as the network counts it; null where no network is at hand.</summary>
    public TextMeasure? Measure { get; init; }
}

/// <summary>An account as a preview names it.</summary>
internal sealed record PreviewAccount(string Network, string Handle)
{
    public string Name => AccountName.Of(Network, Handle);
}

/// <summary>What is said on one account, or on several that say the same.</summary>
internal sealed record Preview(IReadOnlyList<PreviewAccount> Accounts, IReadOnlyList<PreviewPart> Parts)
{
    /// <summary>"@ScotCoPro, Facebook".</summary>
    public string Names => string.Join(", ", Accounts.Select(account => account.Name));

    /// <summary>The first letter of the first, for its picture.</summary>
    public char Face => char.ToUpperInvariant(Accounts[0].Handle[0]);

    /// <summary>Whether X's count is the one shown.</summary>
    public bool IsOnX => Accounts.Any(account => !AccountName.IsByHand(account.Network));

    /// <summary>As approved where it is, else as the plan's words make it.</summary>
    public static IReadOnlyList<Preview> Of(
        PostRow post, IReadOnlyList<PostAccountRow> accounts, IReadOnlyList<DeliveryRow> deliveries, IReadOnlyList<PartRow> parts, IReadOnlyList<PictureRow> pictures) =>
        Merged(accounts.Select(account => new Preview(
            [new(account.Network, account.Handle)],
            deliveries.FirstOrDefault(d => d.Handle == account.Handle && d.State is not "cancelled" && (post.ApprovedBy is not null || d.PartsOut > 0)) is { } delivery
                ? AsApproved(delivery, parts, pictures)
                : AsPlanned(post, account, pictures))));

    /// <summary>By the account that has the least room left.</summary>
    public Preview MeasuredBy(NetworkList networks) => this with
    {
        Parts = [.. Parts.Select(part => part with { Measure = Accounts.Select(account => networks.Find(account.Network).Measure(part.Text)).MinBy(measure => measure.Limit - measure.Length) })],
    };

    private static List<PreviewPart> AsApproved(DeliveryRow delivery, IReadOnlyList<PartRow> parts, IReadOnlyList<PictureRow> pictures) =>
        [.. parts.Where(part => part.DeliveryId == delivery.Id).Select(part => new PreviewPart(part.Text, part.Url, part.SentAt, part.N == 1 ? pictures : []))];

    private static List<PreviewPart> AsPlanned(PostRow post, PostAccountRow account, IReadOnlyList<PictureRow> pictures) =>
        [.. Wording.Parts(account.OwnText ?? post.Text, post.Link).Select((text, i) => new PreviewPart(text, null, null, i == 0 ? pictures : []))];

    /// <summary>Accounts that say the same, and have come as far, are shown once.</summary>
    public static IReadOnlyList<Preview> Merged(IEnumerable<Preview> each) =>
        [.. each.GroupBy(preview => string.Join('\u0001', preview.Parts.Select(part => part.Text)) + preview.Parts.FirstOrDefault()?.Url)
            .Select(same => new Preview([.. same.SelectMany(preview => preview.Accounts)], same.First().Parts))];
}
