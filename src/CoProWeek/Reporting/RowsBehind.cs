namespace CoProWeek.Reporting;

/// <summary>Where a reader finds the posts behind a figure; there is none for a file.</summary>
/// <param name="Address">Of a list of posts.</param>
internal sealed record RowsBehind(Func<PostsBehind, string> Address)
{
    /// <summary>Of a chart's own file, by its name; null where there is none.</summary>
    public Func<string, string>? Chart { get; init; }

    /// <summary>Where the team's words are written.</summary>
    public string? Words { get; init; }

    /// <summary>The plan, where each post says what became of it.</summary>
    public string? Plan { get; init; }

    /// <summary>All answers to a question, by the plan's row of it.</summary>
    public Func<long, string>? Answers { get; init; }
}
