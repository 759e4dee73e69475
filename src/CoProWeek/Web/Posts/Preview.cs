using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>A part as it will look, or looks.</summary>
internal sealed record PreviewPart(string Text, string? Url, DateTimeOffset? SentAt, IReadOnlyList<PictureRow> Pictures)
{
    /// <summary>Its length as the network counts it; null where no network is at hand.</summary>
    public TextMeasure? Measure { get; init; }
}

/// <summary>What is said on one account, or on several that say the same.</summary>
internal sealed record Preview(IReadOnlyList<string> Handles, IReadOnlyList<PreviewPart> Parts)
{
    /// <summary>As approved where it is, else as the plan's words make it.</summary>
    public static IReadOnlyList<Preview> Of(
        PostRow post, IReadOnlyList<PostAccountRow> accounts, IReadOnlyList<DeliveryRow> deliveries, IReadOnlyList<PartRow> parts, IReadOnlyList<PictureRow> pictures) =>
        Merged(accounts.Select(account => new Preview(
            [account.Handle],
            deliveries.FirstOrDefault(d => d.Handle == account.Handle && d.State is not "cancelled" && (post.ApprovedBy is not null || d.PartsOut > 0)) is { } delivery
                ? AsApproved(delivery, parts, pictures)
                : AsPlanned(post, account, pictures))));

    public Preview MeasuredBy(INetwork? network) =>
        this with { Parts = [.. Parts.Select(part => part with { Measure = network?.Measure(part.Text) })] };

    private static List<PreviewPart> AsApproved(DeliveryRow delivery, IReadOnlyList<PartRow> parts, IReadOnlyList<PictureRow> pictures) =>
        [.. parts.Where(part => part.DeliveryId == delivery.Id).Select(part => new PreviewPart(part.Text, part.Url, part.SentAt, part.N == 1 ? pictures : []))];

    private static List<PreviewPart> AsPlanned(PostRow post, PostAccountRow account, IReadOnlyList<PictureRow> pictures) =>
        [.. Wording.Parts(account.OwnText ?? post.Text, post.Link).Select((text, i) => new PreviewPart(text, null, null, i == 0 ? pictures : []))];

    /// <summary>Accounts that say the same, and have come as far, are shown once.</summary>
    public static IReadOnlyList<Preview> Merged(IEnumerable<Preview> each) =>
        [.. each.GroupBy(preview => string.Join('\u0001', preview.Parts.Select(part => part.Text)) + preview.Parts.FirstOrDefault()?.Url)
            .Select(same => new Preview([.. same.SelectMany(preview => preview.Handles)], same.First().Parts))];
}
