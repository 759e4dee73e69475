using CoProWeek.Networks;

namespace CoProWeek.Reporting;

/// <summary>Posts of one kind.</summary>
internal sealed record KindRow
{
    /// <summary>"original", "reply" or "quote".</summary>
    public required string Name { get; init; }

    public required int Posts { get; init; }

    public required int Ours { get; init; }

    public long? Seen { get; init; }

    public long? Responses { get; init; }
}

/// <summary>An hour of the day, whatever the day.</summary>
internal sealed record HourRow
{
    /// <summary>0 to 23, by the campaign's clock.</summary>
    public required int Hour { get; init; }

    public required int Ours { get; init; }

    public required int Others { get; init; }

    public long? Seen { get; init; }

    public long? Responses { get; init; }
}

/// <summary>What posts carried: a name, a host, a language, a kind of picture; as X says it.</summary>
internal sealed record ItemRow(string Item, int Posts, int Accounts)
{
    /// <summary>Stands in its place where it would name somebody.</summary>
    public string? Alias { get; init; }
}

/// <summary>An account that took part.</summary>
internal sealed record AccountRow
{
    /// <summary>Without "@"; empty where X did not say.</summary>
    public required string Handle { get; init; }

    /// <summary>Stands in its place where names are left out.</summary>
    public string? Alias { get; init; }

    public required int Posts { get; init; }

    public long? Seen { get; init; }

    public long? Responses { get; init; }

    public int? Followers { get; init; }
}

/// <summary>A post that has much of one counter.</summary>
internal sealed record PostRow
{
    /// <summary>"views", "likes", "replies", "reposts", "quotes" or "bookmarks".</summary>
    public required string Counter { get; init; }

    /// <summary>How many of it.</summary>
    public required long N { get; init; }

    public required string Network { get; init; }

    public required long FirstId { get; init; }

    public required long RemoteId { get; init; }

    public required bool IsOurs { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public long? Views { get; init; }

    public long? Responses { get; init; }

    public required string Handle { get; init; }

    public required string Text { get; init; }

    /// <summary>Stands in place of somebody's words where they are left out.</summary>
    public string? Alias { get; init; }

    /// <summary>Where people see it.</summary>
    public string Link { get; init; } = "";

    /// <summary>The same without a word of whose it is.</summary>
    public string BareLink { get; init; } = "";

    public PostRow LinkedOn(NetworkList networks)
    {
        var network = networks.Find(Network);
        var bare = network.LinkTo(RemoteId).AbsoluteUri;
        return this with { Link = Handle == "" ? bare : network.LinkTo(new NetworkAccount(0, Handle), RemoteId).AbsoluteUri, BareLink = bare };
    }
}

/// <summary>A tag that stood beside the campaign's.</summary>
internal sealed record TagRow
{
    /// <summary>As most often written, without "#".</summary>
    public required string Written { get; init; }

    public required int Posts { get; init; }

    public required int Accounts { get; init; }
}

/// <summary>Where people linked to.</summary>
internal sealed record LinkRow
{
    public required string Url { get; init; }

    /// <summary>Stands in its place where it would name somebody.</summary>
    public string? Alias { get; init; }

    public required string Host { get; init; }

    public required int Posts { get; init; }

    public required int Accounts { get; init; }

    /// <summary>May be opened: whatever else an address can be, it is not made a link.</summary>
    public bool IsWeb => Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
