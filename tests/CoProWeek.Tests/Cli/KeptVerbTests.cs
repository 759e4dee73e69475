using System.Security.Cryptography;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary><c>coproweek report kept</c>, and <c>--keep</c>, as they are typed.</summary>
public sealed class KeptVerbTests
{
    [Fact]
    public async Task A_report_is_kept_listed_and_written_again_to_the_byte_though_its_numbers_have_changed()
    {
        await using var terminal = await Terminal.OpenAsync();
        await GoldenSet.FillAsync(terminal.Database.DataSource);
        string[] reach = ["report", "reach", "--from", "2023-01-01", "--to", "2023-01-31", "--no-refresh", "--format", "html"];
        var path = Path.Combine(terminal.Folder, "kept.html");

        var none = (await terminal.RunAsync("report", "kept")).Is(0);
        var first = (await terminal.RunAsync([.. reach, "--keep", "--as", "Ailsa"])).Is(0);
        await A.Mention(terminal.Database.DataSource, await A.Author(terminal.Database.DataSource, "Latecomer"), new DateTimeOffset(2023, 1, 9, 9, 0, 0, TimeSpan.Zero), [7_000]);
        var list = (await terminal.RunAsync("report", "kept", "--json")).Is(0);
        var written = (await terminal.RunAsync("report", "kept", "1", "--out", path)).Is(0);
        var json = (await terminal.RunAsync("report", "kept", "1", "--format", "json")).Is(0);
        var later = (await terminal.RunAsync(reach)).Is(0);

        Assert.Equal("No report of questions-week is kept yet: coproweek report reach --keep", none.Talk);
        Assert.Equal("It is kept: coproweek report kept 1", first.Talk);
        var one = Assert.Single(list.Json.EnumerateArray());
        Assert.Equal(("by hand", "2023-01-01", "2023-01-31", "Ailsa"), (one.GetProperty("kind").GetString(), one.GetProperty("from").GetString(), one.GetProperty("to").GetString(), one.GetProperty("madeBy").GetString()));
        Assert.Equal($"The report is in {path}", written.Talk);
        Assert.Equal(one.GetProperty("htmlSha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))));
        Assert.Equal(first.Output.TrimEnd(), (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("aggregates", json.Json.GetProperty("mode").GetString());
        Assert.NotEqual(first.Output, later.Output);
    }

    [Theory]
    [InlineData(2, "--keep and --full do not go together: people may take back what they wrote", "report", "reach", "--keep", "--full")]
    [InlineData(2, "--format and --out are about one report: give its ID.", "report", "kept", "--out", "x.html")]
    [InlineData(1, "No report of questions-week is kept as number 9. See those that are: coproweek report kept", "report", "kept", "9")]
    public async Task What_cannot_be_is_said_with_what_to_do(int code, string says, params string[] line)
    {
        await using var terminal = await Terminal.OpenAsync();
        await A.Campaign(terminal.Database.DataSource);

        var answer = (await terminal.RunAsync(line)).Is(code);

        Assert.Equal("", answer.Output);
        Assert.Contains(says, answer.Talk, StringComparison.Ordinal);
    }
}
