namespace CoProWeek.Reporting;

/// <summary>
/// What had to be added up over all accounts and items of a span, kept with the state of the data that it is of: a second look at the
/// same days costs nothing. Accounts stand in it by our numbers: their names are looked up when they are shown.
/// </summary>
internal sealed record SpanSums
{
    public required PeopleSums People { get; init; }

    /// <summary>By kind of item ("tag", "link", "host", "handle", "language", "media"): the first ones.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ItemSum>> Items { get; init; }

    public IReadOnlyList<T> Of<T>(string what, Func<ItemSum, T> row) => [.. Items.GetValueOrDefault(what, []).Select(row)];
}

/// <summary>Everybody who took part besides us.</summary>
internal sealed record PeopleSums
{
    public required int Accounts { get; init; }

    /// <summary>Theirs, all of them.</summary>
    public required int Posts { get; init; }

    /// <summary>Of the ten with the most posts.</summary>
    public required int PostsOfTopTen { get; init; }

    public long? Followers { get; init; }

    /// <summary>Accounts whose followers are known.</summary>
    public required int FollowersKnown { get; init; }

    public DateTimeOffset? FollowersOldest { get; init; }

    public DateTimeOffset? FollowersNewest { get; init; }

    public IReadOnlyList<AccountSum> Top { get; init; } = [];
}

/// <summary>One of those with the most posts.</summary>
internal sealed record AccountSum
{
    public required long AuthorId { get; init; }

    public required int Posts { get; init; }

    public long? Seen { get; init; }

    public long? Responses { get; init; }
}

/// <summary>A hashtag, a link, a host, a name, a language or a kind of picture.</summary>
internal sealed record ItemSum
{
    public required string What { get; init; }

    public required string Item { get; init; }

    /// <summary>A tag as most often written, a link's host; empty for all others.</summary>
    public required string Label { get; init; }

    public required int Posts { get; init; }

    public required int Accounts { get; init; }
}
