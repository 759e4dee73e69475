using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;

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
        var html = (await terminal.RunAsync([.. reach, "--format", "html"])).Is(0);

        const string sentence = "Between 1 and 31 January 2023 no post with #CoProWeekScot or #BigQuestions was found on X";
        Assert.StartsWith(sentence, table.Output.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith(sentence, json.Json.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, json.Json.GetProperty("figures").GetProperty("posts").GetProperty("all").GetProperty("value").GetInt32());
        Assert.Contains($"<p class=\"report-lead\">{sentence}", html.Output, StringComparison.Ordinal);
        Assert.Equal(("", ""), (table.Talk, html.Talk));
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
        var path = Path.Combine(terminal.Folder, "report.zip");

        var written = (await terminal.RunAsync("report", "reach", "--campaign", "questions-week", "--format", "csv", "--out", path)).Is(0);
        var refused = (await terminal.RunAsync("report", "reach", "--out", Path.Combine(terminal.Folder, "nowhere", "report.html"), "--format", "html")).Is(1);

        Assert.Equal(("", $"The report is in {path}"), (written.Output, written.Talk));
        Assert.Equal(["Campaign", "Big Questions Week"], Written.Tables(await File.ReadAllBytesAsync(path))["about.csv"][2]);
        Assert.Contains("Name a place that may be written with --out.", refused.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_folder_it_gets_a_name_that_says_of_what_it_is_and_in_full_it_holds_every_post()
    {
        var folder = Directory.CreateDirectory(Path.Combine(terminal.Folder, "files")).FullName;

        (await terminal.RunAsync("report", "reach", "--from", GoldenSet.From, "--to", GoldenSet.To, "--format", "xlsx", "--full", "--no-refresh", "--out", folder)).Is(0);
        (await terminal.RunAsync("report", "reach", "--from", GoldenSet.From, "--to", GoldenSet.To, "--format", "xlsx", "--no-refresh", "--out", folder)).Is(0);

        var (bare, full) = (Directory.GetFiles(folder).Single(name => !name.Contains("with-names", StringComparison.Ordinal)), Directory.GetFiles(folder).Single(name => name.Contains("with-names", StringComparison.Ordinal)));
        Assert.Matches(@"^reach-report-questions-week-2027-03-28-to-2027-11-30-with-names-made-\d{4}-\d\d-\d\d-\d{4}\.xlsx$", Path.GetFileName(full));
        Assert.Matches(@"^reach-report-questions-week-2027-03-28-to-2027-11-30-made-\d{4}-\d\d-\d\d-\d{4}\.xlsx$", Path.GetFileName(bare));
        Assert.Equal(25, ReadBook.Of(await File.ReadAllBytesAsync(full))["Posts"].Rows.Count - 1);
        Assert.DoesNotContain(ReadBook.Of(await File.ReadAllBytesAsync(bare)).Sheets, sheet => sheet.Name == "Posts");
    }

    [Fact]
    public async Task Each_chart_is_written_as_a_file_of_its_own()
    {
        var folder = Path.Combine(terminal.Folder, "charts");

        var written = (await terminal.RunAsync("report", "reach", "--from", GoldenSet.From, "--to", GoldenSet.To, "--no-refresh", "--charts", folder)).Is(0);

        var names = Directory.GetFiles(folder).Select(Path.GetFileName).ToList();
        Assert.EndsWith($"{names.Count} charts in {folder}", written.Talk, StringComparison.Ordinal);
        Assert.All(new[] { "hours", "kinds", "accounts" }, chart => Assert.Contains(names, name => name!.EndsWith($"-chart-{chart}.svg", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_PDF_without_Chromium_is_refused_before_anything_is_read_and_paid()
    {
        // With a PATH on which there is nothing but the program that runs ours.
        var path = Directory.CreateDirectory(Path.Combine(terminal.Folder, "path")).FullName;
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
        File.CreateSymbolicLink(Path.Combine(path, "dotnet"), dotnet);
        terminal.Settings["PATH"] = path;

        var refused = (await terminal.RunAsync("report", "reach", "--pdf", "--out", Path.Combine(terminal.Folder, "report.pdf"))).Is(1);

        Assert.Contains("A PDF is printed by Chromium, and there is none on the PATH (chromium, chromium-browser, google-chrome-stable, google-chrome). Install it", refused.Talk, StringComparison.Ordinal);
        Assert.Equal(0m, await terminal.SpentAsync());
    }

    [Fact]
    public async Task An_earlier_week_stands_beside_it_and_one_that_is_none_is_wrong_usage()
    {
        await A.Campaign(terminal.Database.DataSource, "week-2026", "Week 2026", from: new(2026, 11, 16), accounts: [1]);
        string[] reach = ["report", "reach", "--campaign", "questions-week", "--no-refresh", "--against"];

        var beside = (await terminal.RunAsync([.. reach, "week-2026", "--json"])).Is(0);
        var itself = (await terminal.RunAsync([.. reach, "questions-week"])).Is(2);
        var nowhere = (await terminal.RunAsync([.. reach, "nowhere"])).Is(1);

        // Nothing of 2026 is held.
        Assert.Equal("week-2026", beside.Json.GetProperty("team").GetProperty("sameAge").GetProperty("campaign").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, beside.Json.GetProperty("team").GetProperty("sameAge").GetProperty("then").ValueKind);
        Assert.Contains("is no earlier week", itself.Talk, StringComparison.Ordinal);
        Assert.Contains("There is no campaign \"nowhere\"", nowhere.Talk, StringComparison.Ordinal);
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
