using System.Text;

namespace CoProWeek.Reporting.Files;

/// <summary>A form in which a report can be taken away.</summary>
internal sealed record FileForm
{
    /// <summary>As one asks for it: "xlsx".</summary>
    public required string Name { get; init; }

    /// <summary>Of its file's name: ".xlsx".</summary>
    public required string Ending { get; init; }

    public required string ContentType { get; init; }

    /// <summary>It can be read on a terminal.</summary>
    public bool IsText { get; init; }

    /// <summary>With every post, where there is a reader of them and the form has room for them.</summary>
    public required Func<ReachReport, SpanPosts?, Stream, CancellationToken, Task> WriteAsync { get; init; }

    public static FileForm Table { get; } = OfText("table", ".txt", "text/plain; charset=utf-8", report => Task.FromResult(ReachTable.Write(report)));

    public static FileForm Json { get; } = OfText("json", ".json", "application/json", report => Task.FromResult(ReachJson.Write(report) + "\n"));

    public static FileForm Html { get; } = OfText("html", ".html", "text/html; charset=utf-8", ReachHtml.FileAsync);

    public static FileForm Csv { get; } = new() { Name = "csv", Ending = ".csv.zip", ContentType = "application/zip", WriteAsync = ReachCsv.WriteAsync };

    public static FileForm Xlsx { get; } = new()
    {
        Name = "xlsx",
        Ending = ".xlsx",
        ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        WriteAsync = new ReachXlsx().WriteAsync,
    };

    public static FileForm Pdf { get; } = new() { Name = "pdf", Ending = ".pdf", ContentType = "application/pdf", WriteAsync = (report, _, to, stop) => ReachPdf.WriteAsync(report, to, stop) };

    /// <summary>Those that need no other program.</summary>
    public static IReadOnlyList<FileForm> All { get; } = [Table, Json, Csv, Xlsx, Html];

    private static FileForm OfText(string name, string ending, string contentType, Func<ReachReport, Task<string>> write) => new()
    {
        Name = name,
        Ending = ending,
        ContentType = contentType,
        IsText = true,
        WriteAsync = async (report, _, to, stop) => await to.WriteAsync(Encoding.UTF8.GetBytes(await write(report)), stop),
    };
}
