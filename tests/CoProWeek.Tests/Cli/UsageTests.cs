using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary>What a person sees who asks for help, or mistypes.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("", "serve demo sandbox plan post report user migrate backup restore check --data --json --as")]
    [InlineData("serve", "--no-web --data")]
    [InlineData("demo", "--exit --speed")]
    [InlineData("sandbox", "--port --journal --account --no-limits")]
    [InlineData("migrate", "--data --json")]
    [InlineData("backup", "<FILE>")]
    [InlineData("restore", "<FILE>")]
    [InlineData("check", "--live --account --yes --send-test --json")]
    [InlineData("plan", "import export new show")]
    [InlineData("plan import", "<FILE> --campaign --dry-run --as")]
    [InlineData("plan export", "<TO> --campaign")]
    [InlineData("plan new", "--from --start --slug --as")]
    [InlineData("plan show", "--campaign --json")]
    [InlineData("post", "list show approve settle hold resume send-now cancel remove")]
    [InlineData("post list", "--campaign --day --json")]
    [InlineData("post show", "<ID> --campaign --json")]
    [InlineData("post approve", "<ID> --day --all --campaign --as")]
    [InlineData("post settle", "<ID> --went-out --did-not --campaign --as")]
    [InlineData("post hold", "<ID> --why --campaign --as")]
    [InlineData("post resume", "<ID> --campaign --as")]
    [InlineData("post send-now", "<ID> --campaign --as")]
    [InlineData("post cancel", "<ID> --why --campaign --as")]
    [InlineData("post remove", "<ID> --why --account --campaign --as")]
    [InlineData("collect import", "<FILE> --campaign --mapping --rejects --as-of --json TAGS rtweet twarc-csv tweets.js author_id")]
    [InlineData("user", "add list password")]
    [InlineData("user add", "<NAME> --email --role --as")]
    [InlineData("user password", "<NAME> --json")]
    [InlineData("collect", "run status refresh remove")]
    [InlineData("collect remove", "<POST|AUTHOR> --why --as")]
    [InlineData("report", "reach answers kept ties")]
    [InlineData("report kept", "<ID> --campaign --format --out --json")]
    [InlineData("report ties", "--campaign --from --to --full --out --json GEXF")]
    [InlineData("report answers", "--campaign --no-refresh --json")]
    [InlineData("report reach", "--campaign --from --to --against --format --pdf --full --keep --out --charts --json")]
    public async Task Every_verb_explains_itself_and_names_what_it_takes(string verb, string words)
    {
        var help = (await TypeAsync($"{verb} --help")).Is(0);

        Assert.All(words.Split(' '), word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
        Assert.Equal("", help.Talk);
    }

    [Theory]
    [InlineData("srve", "See: coproweek --help")]
    [InlineData("post aprove --all", "See: coproweek post --help")]
    [InlineData("plan show --campagin tiny", "See: coproweek plan show --help")]
    [InlineData("post", "See: coproweek post --help")]
    [InlineData("post show", "See: coproweek post show --help")]
    [InlineData("post approve", "See: coproweek post approve --help")]
    [InlineData("post approve welcome --all", "See: coproweek post approve --help")]
    [InlineData("post approve --day someday", "See: coproweek post approve --help")]
    [InlineData("report reach --from 31/02/2027", "--from is \"31/02/2027\"; it takes a day such as 23/11/2026 (day first)")]
    [InlineData("post approve --all=perhaps", "See: coproweek post approve --help")]
    [InlineData("post settle welcome --did-not=perhaps", "See: coproweek post settle --help")]
    [InlineData("post settle welcome", "See: coproweek post settle --help")]
    [InlineData("post settle welcome --did-not --went-out https://x.com/ScotCoPro/status/1", "See: coproweek post settle --help")]
    [InlineData("post remove welcome", "See: coproweek post remove --help")]
    [InlineData("sandbox --port many", "See: coproweek sandbox --help")]
    [InlineData("plan new --from tiny", "See: coproweek plan new --help")]
    [InlineData("backup", "See: coproweek backup --help")]
    [InlineData("collect import", "See: coproweek collect import --help")]
    [InlineData("report", "See: coproweek report --help")]
    [InlineData("report reach --from someday", "See: coproweek report reach --help")]
    [InlineData("report ties --json --out ties.gexf", "See: coproweek report ties --help")]
    [InlineData("report reach --format pdf", "See: coproweek report reach --help")]
    [InlineData("report reach --json --format csv", "See: coproweek report reach --help")]
    [InlineData("report reach --pdf --format html", "See: coproweek report reach --help")]
    [InlineData("report reach --pdf --json", "See: coproweek report reach --help")]
    public async Task What_is_mistyped_is_wrong_usage_and_the_help_is_named(string line, string help)
    {
        var answer = (await TypeAsync(line)).Is(2);

        Assert.Equal("", answer.Output);
        Assert.Contains(help, answer.Talk, StringComparison.Ordinal);
        Assert.True(answer.Talk.Split('\n').Length >= 2, $"Nothing says what is wrong:\n{answer.Talk}");
    }

    /// <summary>Over a database that does not answer: neither help nor a mistake needs one.</summary>
    private static async Task<Answer> TypeAsync(string line)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:CoProWeek"] = "Host=127.0.0.1;Port=9;Username=nobody;Timeout=1" };
        using var process = AppProcess.Start(settings, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var code = await process.EndAsync();
        return new(line, code, process.Output, process.Talk);
    }
}
