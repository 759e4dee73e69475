namespace CoProWeek.Alerts;

/// <summary>Asked before each beat of the heart, of whoever knows: the sweep.</summary>
/// <param name="Problem">Why posts cannot go out at this moment; null when they can.</param>
internal sealed record LifeSign(Func<string?> Problem);
