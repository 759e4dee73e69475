using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests;

/// <summary>What holds for the whole house: DESIGN, sections 2 and 4.</summary>
public sealed partial class HouseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Below = ["Accounts", "Alerts", "Clock", "Networks", "Storage"];
    private static readonly string[] Inner = [.. Below, "Campaigns", "Collecting", "Publishing", "Reporting"];

    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Storage"] = [],
        ["Clock"] = [],
        ["Accounts"] = ["Clock", "Storage"],
        ["Alerts"] = ["Clock", "Storage"],
        ["Networks"] = ["Accounts", "Alerts", "Clock", "Storage"],
        ["Campaigns"] = Below,
        ["Publishing"] = [.. Below, "Campaigns"],
        ["Collecting"] = [.. Below, "Campaigns"],
        ["Reporting"] = [.. Below, "Campaigns", "Collecting", "Publishing"],
        ["Web"] = Inner,
        ["Cli"] = Inner,
    };

    // DESIGN lets the two be joined for serve in one place: these files are that place.
    private static readonly string[] JoinWebAndCli = ["src/CoProWeek/Program.cs", "src/CoProWeek/FirstPerson.cs", "src/CoProWeek/Server.cs", "src/CoProWeek/WorkerReadiness.cs"];

    [Fact]
    public void Every_migration_is_embedded_in_the_app()
    {
        var embedded = typeof(Clock.CampaignClock).Assembly.GetManifestResourceNames();

        Assert.All(Repository.Files(["migrations"], ".sql"), file => Assert.Contains(file.Name, embedded));
    }

    [Fact]
    public void Every_file_of_the_app_stands_in_a_room()
    {
        var outside = Sources().Where(file => !MayKnow.ContainsKey(RoomOf(file)) && !JoinWebAndCli.Contains(file.Name));

        Assert.Empty(outside.Select(file => file.Name));
    }

    [Fact]
    public void A_room_knows_only_the_rooms_it_may()
    {
        var others = MayKnow.Keys.ToDictionary(room => room, Forbidden);
        var broken =
            from file in Sources()
            where !JoinWebAndCli.Contains(file.Name)
            from line in file.Where(line => others[RoomOf(file)].IsMatch(line))
            select line;

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("using CoProWeek.Campaigns.Files;")]
    [InlineData("@using CoProWeek.Campaigns")]
    [InlineData("using static CoProWeek.Campaigns.Post;")]
    [InlineData("    private CoProWeek.Campaigns.Post? post;")]
    [InlineData("    var post = new Campaigns.Post();")]
    [InlineData("        Check(global::CoProWeek.Campaigns.Post.Of(row));")]
    public void Knowing_a_room_is_seen_however_it_is_written(string line) => Assert.Matches(Forbidden("Storage"), line);

    [Theory]
    [InlineData("/// Where the keys are: section \"X\", <c>Campaigns/Files</c>.")]
    [InlineData("        return session.Campaigns.Count;")]
    [InlineData("using CoProWeek.CampaignsOfOld;")]
    public void A_word_that_is_only_like_a_room_is_none(string line) => Assert.DoesNotMatch(Forbidden("Storage"), line);

    [Fact]
    public void No_statement_asks_the_database_for_the_time() =>
        Assert.Empty(Repository.Files(["src", "migrations"], ".cs", ".cshtml", ".razor", ".sql").SelectMany(file => file.Where(DatabaseTime().IsMatch)));

    [Theory]
    [InlineData("now ( )")]
    [InlineData("DEFAULT CURRENT_TIMESTAMP")]
    [InlineData("clock_timestamp()")]
    [InlineData("'now'::timestamptz")]
    public void The_databases_time_is_seen_however_it_is_asked_for(string sql) => Assert.Matches(DatabaseTime(), sql);

    // The stylesheet is one by design, and the list of top-level domains is data.
    [Fact]
    public void No_file_is_longer_than_250_lines() =>
        Assert.Empty(Repository.Files(["src", "tests"], ".cs", ".cshtml", ".razor", ".js", ".csproj").Where(file => file.Lines.Count > 250).Select(file => $"{file.Name}: {file.Lines.Count} lines"));

    // Written in two halves, so that this file does not find itself.
    [Fact]
    public void No_test_sleeps() =>
        Assert.Empty(Repository.Files(["tests/CoProWeek.Tests"], ".cs").SelectMany(file =>
            file.Where(line => line.Contains("Thread" + ".Sleep", StringComparison.Ordinal) || line.Contains("Task" + ".Delay", StringComparison.Ordinal))));

    private static IEnumerable<RepositoryFile> Sources() => Repository.Files(["src/CoProWeek"], ".cs", ".cshtml", ".razor");

    private static string RoomOf(RepositoryFile file) => file.Name.Split('/')[2];

    /// <summary>A mention of any room that this one may not know: by its full name, or as the first word of a name.</summary>
    private static Regex Forbidden(string room)
    {
        var rooms = string.Join('|', MayKnow.Keys.Where(other => other != room && !MayKnow[room].Contains(other)));
        return new Regex($@"\bCoProWeek\.({rooms})\b|(?<![\w.""/@])({rooms})\.(?=[A-Z])", RegexOptions.ExplicitCapture, Patience);
    }

    [GeneratedRegex(@"\b(now|NOW)\s*\(\s*\)|'now'|\b(?i:current_timestamp|current_date|current_time|localtimestamp|localtime|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex DatabaseTime();
}
