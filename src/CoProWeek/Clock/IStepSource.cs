namespace CoProWeek.Clock;

/// <summary>A part of the program that does things at instants of its own: a step clock goes from one of these to the next.</summary>
internal interface IStepSource
{
    /// <summary>Whether time goes on for its sake. A follower does its work along the way, and keeps no rehearsal from ending.</summary>
    bool Leads { get; }

    /// <summary>Whether all that could happen by this instant has happened. What waits for a later instant, or for a person, holds nothing up.</summary>
    Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop);

    /// <summary>The next instant at which anything can happen by itself; null when nothing is left.</summary>
    Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop);
}
