namespace CoProWeek.Web;

/// <summary>
/// One thing that must be so for the program to be of use. Rooms that the dashboard does not know are added where the
/// host is put together: <c>services.AddSingleton(new ReadinessCheck("sweep", ...))</c>.
/// </summary>
/// <param name="Name">One word: "database", "schema", "scheduler", "sweep".</param>
/// <param name="ProblemAsync">What is wrong, for people (actor, cause, next step), or null when all is well.</param>
internal sealed record ReadinessCheck(string Name, Func<CancellationToken, ValueTask<string?>> ProblemAsync);

/// <summary>What a check found; no problem is good news.</summary>
internal sealed record Finding(string Name, string? Problem)
{
    public bool Ok => Problem is null;
}
