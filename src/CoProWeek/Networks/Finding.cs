namespace CoProWeek.Networks;

/// <summary>What to look for among public posts. An id and an instant are never both given: networks refuse that.</summary>
/// <param name="Query">In the network's own words: <see cref="INetwork.QueryForHashtag"/> and its like.</param>
internal sealed record Search(string Query)
{
    /// <summary>Only what has a greater id.</summary>
    public long? SinceId { get; init; }

    /// <summary>Only what was posted from then on (campaign time, UTC).</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Only what was posted before then; without it, all that the network finds by now.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>Where an earlier page said that it goes on.</summary>
    public string? Page { get; init; }
}

/// <summary>One page of what was found, newest first.</summary>
/// <param name="Posts">Those that could be read.</param>
/// <param name="NewestId">Of this page. The first page's is where the next search begins.</param>
/// <param name="NextPage">Null on the last page.</param>
/// <param name="Unreadable">Posts without an id or an author: they cannot be kept.</param>
internal sealed record FoundPage(IReadOnlyList<FoundPost> Posts, long? NewestId, string? NextPage, int Unreadable);

/// <summary>What became of posts that were asked for by id. One that is in neither list was not answered for.</summary>
internal sealed record LookedUp(IReadOnlyList<FoundPost> Found, IReadOnlyList<MissingPost> Missing);

/// <param name="Id">As it was asked for.</param>
/// <param name="Why">"deleted", or "protected, suspended or withheld".</param>
internal sealed record MissingPost(long Id, string Why);

/// <summary>How many posts the network counts in an hour.</summary>
internal sealed record HourCount(DateTimeOffset HourAt, int Posts);

/// <summary>Somebody's public post, as it reads to people. An edited one is one post: its newest version, known by its first one's id.</summary>
internal sealed record FoundPost
{
    public required long FirstId { get; init; }

    public required long Id { get; init; }

    /// <summary>The newest version that the network names: greater than <see cref="Id"/> when an older one was asked for.</summary>
    public required long NewestId { get; init; }

    public required FoundAuthor Author { get; init; }

    /// <summary>Of the first version (UTC).</summary>
    public required DateTimeOffset PostedAt { get; init; }

    public required string Text { get; init; }

    public string Lang { get; init; } = "";

    public long? ConversationId { get; init; }

    public long? ReplyTo { get; init; }

    public long? QuoteOf { get; init; }

    public long? RepostOf { get; init; }

    /// <summary>As written, without "#".</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where its links lead, without those to its own pictures and to the post it quotes.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>As written, without "@".</summary>
    public IReadOnlyList<string> Handles { get; init; } = [];

    public IReadOnlyList<FoundMedia> Media { get; init; } = [];

    public FoundNumbers Numbers { get; init; } = new();

    /// <summary>The network's own JSON.</summary>
    public required string Raw { get; init; }

    /// <summary>As in <c>mentions.kind</c>. One that answers and quotes is a quote.</summary>
    public string Kind =>
        RepostOf is not null ? "repost"
        : QuoteOf is not null ? "quote"
        : ReplyTo is not null ? "reply"
        : "original";
}

/// <summary>Who posted; the handle is empty where the network did not say, and a number that it did not say is null.</summary>
internal sealed record FoundAuthor(long Id, string Handle, string Name)
{
    public int? Followers { get; init; }

    public int? Following { get; init; }

    public int? Posts { get; init; }
}

/// <summary>A picture or a film, by the network's key and word for it.</summary>
internal sealed record FoundMedia(string Key, string Type);

/// <summary>What the network counts on a post. Null is not known, which is not 0.</summary>
internal sealed record FoundNumbers
{
    /// <summary>X shows views since 15 December 2022; before, and on a repost, 0 means that there is no count.</summary>
    public static readonly DateTimeOffset ViewsBegan = new(2022, 12, 15, 0, 0, 0, TimeSpan.Zero);

    public long? Views { get; init; }

    public int? Likes { get; init; }

    public int? Replies { get; init; }

    public int? Reposts { get; init; }

    public int? Quotes { get; init; }

    public int? Bookmarks { get; init; }
}
