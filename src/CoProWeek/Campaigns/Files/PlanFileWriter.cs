using CsvHelper;

namespace CoProWeek.Campaigns.Files;

/// <summary>Writes plan.csv as Excel reads it best: UTF-8 with its mark, commas, CRLF.</summary>
internal static class PlanFileWriter
{
    public static byte[] Write(IReadOnlyList<(PostContent Post, string Status)> posts)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            var columns = Columns(posts);
            csv.WriteRecord(columns);
            foreach (var (post, status) in posts)
                csv.WriteRecord(Record(PlanRowCells.Of(post), status, columns));
        }
        return bytes.ToArray();
    }

    /// <summary>All there are, and one more for each account that has words of its own.</summary>
    public static string[] Columns(IReadOnlyList<(PostContent Post, string Status)> posts) => [.. PlanColumns.All, .. OwnTexts(posts)];

    private static string[] Record(Dictionary<string, string> cells, string status, string[] columns) =>
        [.. columns.Select(column => PlanCell.Write(column == PlanColumns.Status ? status : cells.GetValueOrDefault(column, "")))];

    private static IEnumerable<string> OwnTexts(IReadOnlyList<(PostContent Post, string Status)> posts) =>
        posts.SelectMany(row => row.Post.Accounts)
            .Where(account => account.OwnText is not null)
            .Select(account => PlanColumns.OwnText(account.Handle))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase);
}
