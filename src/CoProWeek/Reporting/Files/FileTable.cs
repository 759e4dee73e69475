namespace CoProWeek.Reporting.Files;

/// <summary>A table that goes into a file: a sheet of the workbook, and a file of the CSV's zip.</summary>
internal sealed record FileTable
{
    /// <summary>As machines name it: "topPosts".</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>What the reader must know to read it rightly; empty where that is nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>What stands there while there are no rows.</summary>
    public string Empty { get; init; } = "";

    public required IReadOnlyList<FileColumn> Columns { get; init; }

    public required IReadOnlyList<FileCell[]> Rows { get; init; }
}

/// <param name="Name">Its heading.</param>
/// <param name="Width">In letters.</param>
internal sealed record FileColumn(string Name, int Width);
