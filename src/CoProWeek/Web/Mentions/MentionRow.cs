using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>A public post that a watch found, with its newest numbers. A number that is not known is null.</summary>
internal sealed record MentionRow
{
    public required long Id { get; init; }

    public required string Network { get; init; }

    public required long RemoteId { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required string Text { get; init; }

    /// <summary>Its campaign is long over: names and words were wiped.</summary>
    public bool IsForgotten { get; init; }

    public required string Handle { get; init; }

    public required string Name { get; init; }

    public required bool IsOurs { get; init; }

    public int? Followers { get; init; }

    public long? Views { get; init; }

    public int? Likes { get; init; }

    public int? Replies { get; init; }

    public int? Reposts { get; init; }

    public int? Quotes { get; init; }

    public int? Bookmarks { get; init; }

    /// <summary>When the numbers were read (campaign time, UTC); null while none were.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>When the team hid it; null while it is shown.</summary>
    public DateTimeOffset? HiddenAt { get; init; }

    public string? HiddenBy { get; init; }

    /// <summary>When it was noted that one of us answered; null while nobody did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>"@ScotCoPro", or a person's name.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The post in the plan that was made of it.</summary>
    public long? FeaturedId { get; init; }

    /// <summary>Where the next page of the list begins.</summary>
    public string Cursor => $"{PostedAt.UtcTicks}-{Id}";

    /// <summary>"an answer", where it is more than a post of its own.</summary>
    public string? KindInWords => Kind switch
    {
        "reply" => "answers a post",
        "quote" => "quotes a post",
        _ => null,
    };

    /// <summary>"seen 1,204 times", "3 likes": what is known of it, nothing that is not.</summary>
    public IEnumerable<string> Numbers =>
        new[] { Views is { } views ? $"seen {views:N0} {(views == 1 ? "time" : "times")}" : null, Said(Likes, "like"), Said(Replies, "reply", "replies"), Said(Reposts, "repost"), Said(Quotes, "quote"), Said(Bookmarks, "bookmark") }
            .OfType<string>();

    public Uri LinkOn(NetworkList networks) => Handle == "" ? networks.Find(Network).LinkTo(RemoteId) : networks.Find(Network).LinkTo(new NetworkAccount(0, Handle), RemoteId);

    private static string? Said(int? n, string one, string? many = null) => n switch
    {
        null or 0 => null,
        1 => $"1 {one}",
        _ => $"{n:N0} {many ?? $"{one}s"}",
    };
}
