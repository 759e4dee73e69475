using System.Text;
using CoProWeek.Tests.Reporting;

namespace CoProWeek.Tests.Cli;

/// <summary><c>coproweek report reach</c>, as it is typed.</summary>
public sealed class ReportVerbTests : IAsyncLifetime
{
    private Terminal terminal = null!;

    public async Task InitializeAsync()
    {
        terminal = await Terminal.OpenAsync();
        await GoldenSet.FillAsync(terminal.Database.DataSource);
    }

    public async Task DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task Every_format_begins_with_the_sentence_and_holds_the_figures()
    {
        string[] reach = ["report", "reach", "--from", "2023-01-01", "--to", "2023-01-31"];
        var table = (await terminal.RunAsync(reach)).Is(0);
        var json = (await terminal.RunAsync([.. reach, "--json"])).Is(0);
        var csv = (await terminal.RunAsync([.. reach, "--format", "csv"])).Is(0);
        var html = (await terminal.RunAsync([.. reach, "--format", "html"])).Is(0);

        const string sentence = "Between 1 and 31 January 2023 no post with #CoProWeekScot or #BigQuestions was found on X";
        Assert.StartsWith(sentence, table.Output.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith(sentence, json.Json.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, json.Json.GetProperty("figures").GetProperty("posts").GetProperty("all").GetProperty("value").GetInt32());
        Assert.Contains($"report,sentence,,{sentence}", csv.Output, StringComparison.Ordinal);
        Assert.Contains($"<p class=\"report-lead\">{sentence}", html.Output, StringComparison.Ordinal);
        Assert.Equal(("", "", ""), (table.Talk, csv.Talk, html.Talk));
    }

    [Fact]
    public async Task Days_are_read_day_first()
    {
        var report = (await terminal.RunAsync("report", "reach", "--from", "05/11/2023", "--to", "6 Nov 2023", "--json")).Is(0);

        Assert.Equal(("2023-11-05", "2023-11-06"), (report.Json.GetProperty("from").GetString(), report.Json.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task It_is_written_into_a_file_which_is_named_in_talk()
    {
        var path = Path.Combine(terminal.Folder, "report.csv");

        var written = (await terminal.RunAsync("report", "reach", "--campaign", "questions-week", "--format", "csv", "--out", path)).Is(0);
        var refused = (await terminal.RunAsync("report", "reach", "--out", Path.Combine(terminal.Folder, "nowhere", "report.html"), "--format", "html")).Is(1);

        Assert.Equal(("", $"The report is in {path}"), (written.Output, written.Talk));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes("section,item,column,value,note")], (await File.ReadAllBytesAsync(path)).Take(33));
        Assert.Contains("Name a file that may be written with --out.", refused.Talk, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-11-19", "2027-11-15", "before it begins")]
    [InlineData("2028-06-01", null, "before it begins")]
    [InlineData("2006-01-01", "2027-11-15", "at most 1,100 days")]
    public async Task Days_that_cannot_be_are_wrong_usage(string from, string? to, string why)
    {
        var answer = (await terminal.RunAsync(["report", "reach", "--from", from, .. to is null ? Array.Empty<string>() : ["--to", to]])).Is(2);

        Assert.Equal("", answer.Output);
        Assert.Contains(why, answer.Talk, StringComparison.Ordinal);
    }
}
