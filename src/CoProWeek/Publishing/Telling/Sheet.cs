using CoProWeek.Campaigns;

namespace CoProWeek.Publishing;

/// <summary>Which sheet: what goes out the next day or this day, or what became of the day.</summary>
internal enum SheetKind
{
    Tomorrow,
    Today,
    Evening,
}

/// <summary>A sheet that is still to be written.</summary>
internal sealed record DueSheet
{
    /// <summary>One alert of each.</summary>
    public required string Cause { get; init; }

    public required long CampaignId { get; init; }

    /// <summary>The day it is about, in the campaign's zone.</summary>
    public required DateOnly Day { get; init; }

    public required SheetKind Kind { get; init; }

    /// <summary>When it is to be written.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A day as its sheet sees it.</summary>
internal sealed record SheetDay
{
    public required Campaign Campaign { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>In the order they go out.</summary>
    public required IReadOnlyList<Post> Posts { get; init; }

    /// <summary>The red button, if it is pressed.</summary>
    public Stopped? Stopped { get; init; }

    /// <summary>Why each account that is paused is.</summary>
    public IReadOnlyDictionary<long, string> Paused { get; init; } = new Dictionary<long, string>();

    /// <summary>What the checks before its slot found wrong, by post.</summary>
    public required ILookup<long, string> Checks { get; init; }

    public required DateTimeOffset Now { get; init; }
}
