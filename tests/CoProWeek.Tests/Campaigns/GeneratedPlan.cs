using System.Globalization;
using System.Text;

namespace CoProWeek.Tests.Campaigns;

/// <summary>Plans with all that a spreadsheet can do to a text, from a seed.</summary>
internal static class GeneratedPlan
{
    private static readonly string[] Words =
    [
        "co-production", "\"quoted\"", "a, b; c", "two\nlines", "three\r\nlines\r\n\r\nhere", "tab\there", "👩🏽‍🤝‍👨🏿", "naïve café", "日本", "{x}", "'apostrophe'",
        "=1+1", "@ScotCoPro", "-- dash", "|", "\u2019s", "  spaces  ", "e\u0301", "https://example.org/a?b=c&d=%20", "\n---\n", "0.5", "31/12/2027",
    ];

    private static readonly string[] Starts = ["=SUM(1)", "+1", "-1", "@ScotCoPro", "'Tis", "''", "\"", "#", "---\nx", "1/2", "plain"];

    private static readonly string[] Kinds = ["notice", "blog", "question", "vision", "story", "event", "resource", "countdown", "call", "thanks", "chat", "share"];

    public static string Write(Random random, int rows)
    {
        var csv = new StringBuilder("id,date,time,kind,text,link,media,alt,post to,latest,credit,permission,notes,text (CoProNews)\r\n");
        for (var n = 0; n < rows; n++)
            csv.AppendJoin(',', Row(random, n).Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");
        return csv.ToString();
    }

    private static IEnumerable<string> Row(Random random, int n)
    {
        var news = random.Next(3) == 0;
        var pictures = random.Next(3);
        yield return $"{Pick(random, "", "row ", "'00", "=")}{n}";
        yield return random.Next(6) == 0 ? "" : new DateOnly(2027, 10, 1).AddDays(random.Next(60)).ToString(Pick(random, "d/M/yyyy", "yyyy-MM-dd", "d-MMM-yy", "dd/MM/yyyy' 00:00'"), CultureInfo.InvariantCulture);
        yield return new TimeOnly(random.Next(20), random.Next(60)).ToString(Pick(random, "H:mm", "HH:mm:ss", "h:mmtt"), CultureInfo.InvariantCulture);
        yield return Pick(random, Kinds);
        yield return Text(random);
        yield return random.Next(2) == 0 ? "" : $"https://example.org/{n}";
        yield return string.Join(Pick(random, "|", " | "), new[] { "cards/a.png", "b.png" }.Take(pictures));
        yield return pictures == 0 ? "" : string.Join('|', new[] { Pick(random, "", "A card", "A \"card\", drawn"), Pick(random, "", "Näxt") }.Take(pictures));
        yield return news ? Pick(random, "CoProNews", "ScotCoPro|CoProNews", "@copronews, ScotCoPro") : Pick(random, "", "ScotCoPro");
        yield return Pick(random, "30m", "2h", "90 min", "23:59");
        yield return Text(random);
        yield return Pick(random, "", "not needed", "Ann, 1 Nov");
        yield return Text(random);
        yield return news && random.Next(2) == 0 ? Text(random) : "";
    }

    private static string Text(Random random) =>
        $"{Pick(random, Starts)} {string.Join(' ', Enumerable.Range(0, random.Next(6)).Select(_ => Pick(random, Words)))}";

    private static string Pick(Random random, params string[] from) => from[random.Next(from.Length)];
}
