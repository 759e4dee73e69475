namespace CoProWeek.Reporting;

/// <summary>A section's rows under headings, as the terminal, the file and the CSV alike print them.</summary>
/// <remarks>The first column names the row.</remarks>
internal sealed record ReportTable
{
    /// <summary>As machines name it.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    /// <summary>What stands there while there are no rows.</summary>
    public required string Empty { get; init; }

    /// <summary>What the reader must know to read it rightly.</summary>
    public string Note { get; init; } = "";

    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>The column that its chart shows.</summary>
    public int Charted { get; init; } = 1;

    /// <summary>The column that counts the posts of a row, for the way down to them.</summary>
    public int Counted { get; init; } = 1;

    /// <summary>Its numbers are to be compared with one another; else it stands as a table alone.</summary>
    public bool HasChart { get; init; } = true;

    public bool IsNumber(int column) => Rows.Any(row => row.Cells[column].IsNumber);
}

internal sealed record ReportRow(params IReadOnlyList<ReportCell> Cells)
{
    /// <summary>X's own id of the post that it is about.</summary>
    public string? Id { get; init; }

    /// <summary>The posts that it counts; null where they stand in no list.</summary>
    public PostsBehind? Behind { get; init; }
}

/// <summary>A cell: what is said, and the same for a machine.</summary>
internal sealed record ReportCell(string Said, string Raw)
{
    public bool IsNumber { get; init; }

    /// <summary>Written by people, not by us: shown as it is and never trusted.</summary>
    public bool IsTheirs { get; init; }

    public string? Link { get; init; }

    /// <summary>Never cut: it is of a known length.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The earlier week has no such figure.</summary>
    public static ReportCell NotAvailable { get; } = new("not available", "not available");

    /// <summary>"31.2".</summary>
    public static ReportCell Percent(decimal? n) => Tenths(n);

    /// <summary>With one digit after the point, where it has one.</summary>
    public static ReportCell Tenths(decimal? n) => new(n?.ToString("#,0.#") ?? Numbers.NotKnown, n?.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) ?? "") { IsNumber = true };

    public static ReportCell Number(long? n) => new(Numbers.Exact(n), n?.ToString() ?? "") { IsNumber = true };

    public static ReportCell Text(string text) => new(text, text);

    public static ReportCell Theirs(string text, string? link = null) => new(text, text) { IsTheirs = true, Link = link };
}
