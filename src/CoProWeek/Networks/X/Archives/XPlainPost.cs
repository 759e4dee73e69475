namespace CoProWeek.Networks.X.Archives;

/// <summary>A post as older tools told it: by plain values. <see cref="XPlainJson"/> brings it into v2's shape.</summary>
internal sealed record XPlainPost
{
    public required long Id { get; init; }

    public required FoundAuthor Author { get; init; }

    public required string Text { get; init; }

    /// <summary>Null: its id says it.</summary>
    public DateTimeOffset? PostedAt { get; init; }

    public string Lang { get; init; } = "";

    public long? ConversationId { get; init; }

    public long? ReplyTo { get; init; }

    public long? QuoteOf { get; init; }

    /// <summary>0: it is a repost, and nobody said of what.</summary>
    public long? RepostOf { get; init; }

    /// <summary>Null: nobody marked them, so they are looked for in the text.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string>? Handles { get; init; }

    public IReadOnlyList<XPlainLink>? Links { get; init; }

    public IReadOnlyList<FoundMedia> Media { get; init; } = [];

    public FoundNumbers Numbers { get; init; } = new();

    /// <summary>Of what it answers, quotes or repeats.</summary>
    public IReadOnlyList<string> AroundIt { get; init; } = [];

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The record as it stood.</summary>
    public required string Raw { get; init; }
}

/// <param name="Short">As it stands in the text.</param>
/// <param name="Long">Where it leads.</param>
/// <param name="Picture">Its key, when it is only the link of a picture.</param>
internal sealed record XPlainLink(string Short, string Long, string? Picture = null);
