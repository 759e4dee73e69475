namespace CoProWeek.Campaigns.Files;

/// <summary>Something in a file that keeps all of it from being imported.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Row">The row as a spreadsheet counts it, the header being 1; null when it is the whole file.</param>
/// <param name="Column">The column's name, or the place in campaign.json.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
internal sealed record PlanProblem(string File, int? Row, string? Column, string Wrong, string Expected)
{
    public override string ToString() => $"{Place.Of(File, Row, Column)}: {Wrong}. Expected: {Expected}.";
}

/// <summary>Something a person should look at again; it keeps nothing from being imported.</summary>
internal sealed record PlanWarning(string File, int? Row, string? Column, string What)
{
    public override string ToString() => $"{Place.Of(File, Row, Column)}: {What}.";
}

internal static class Place
{
    public static string Of(string file, int? row, string? column) =>
        $"{file}{(row is null ? "" : $", row {row}")}{(column is null ? "" : $", {column}")}";
}

/// <summary>All that was found while reading: everything at once, never only the first.</summary>
internal sealed class Findings
{
    public List<PlanProblem> Problems { get; } = [];

    public List<PlanWarning> Warnings { get; } = [];

    public FileFindings In(string file) => new(this, file);
}

/// <summary>What is found in one file.</summary>
internal sealed class FileFindings(Findings all, string file)
{
    public void Wrong(int? row, string? column, string wrong, string expected) =>
        all.Problems.Add(new PlanProblem(file, row, column, wrong, expected));

    public void Warn(int? row, string? column, string what) => all.Warnings.Add(new PlanWarning(file, row, column, what));
}
