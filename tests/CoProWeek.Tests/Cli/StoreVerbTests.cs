using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary><c>coproweek migrate</c> and <c>check</c>, as they are typed.</summary>
public sealed class StoreVerbTests
{
    private const string Canary = "canary-7f3a91";

    [Fact]
    public async Task Migrate_brings_an_empty_database_up_to_date_once()
    {
        await using var terminal = new Terminal(await TestDatabase.CreateEmptyAsync());

        var first = (await terminal.RunAsync("migrate", "--json")).Is(0);
        var again = (await terminal.RunAsync("migrate")).Is(0);

        Assert.NotEqual(0, first.Json.GetProperty("applied").GetArrayLength());
        Assert.Equal("The schema is up to date.", again.Output);
    }

    [Fact]
    public async Task Check_says_what_is_set_and_shows_no_secret()
    {
        await using var terminal = await Terminal.OpenAsync();
        await A.Account(terminal.Database.DataSource, "Foo");
        GiveSecrets(terminal);

        var text = (await terminal.RunAsync("check")).Is(1);
        var json = (await terminal.RunAsync("check", "--json")).Is(1);

        Assert.Contains("X:Accounts:Foo:AccessToken = (set)", text.Output, StringComparison.Ordinal);
        Assert.Contains("ok   database", text.Output, StringComparison.Ordinal);
        Assert.Contains("BAD  @Foo on x", text.Output, StringComparison.Ordinal);
        Assert.Equal("(set)", json.Json.GetProperty("settings").GetProperty("ConnectionStrings:CoProWeek").GetString());
        AssertNoSecret(terminal, text, json);
    }

    [Fact]
    public async Task A_secret_where_none_belongs_is_refused_and_not_repeated()
    {
        await using var terminal = await Terminal.OpenAsync();
        terminal.Settings["X:BaseUrl"] = $"http://me:{Canary}@127.0.0.1:9";

        var answer = (await terminal.RunAsync("check")).Is(1);

        Assert.Contains("X:BaseUrl", answer.Talk, StringComparison.Ordinal);
        AssertNoSecret(terminal, answer);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_in_a_sentence()
    {
        await using var terminal = await Terminal.OpenAsync();
        terminal.Settings["ConnectionStrings:CoProWeek"] = $"Host=127.0.0.1;Port=9;Username=us;Password={Canary};Timeout=2";

        var answer = (await terminal.RunAsync("check")).Is(1);

        Assert.Contains("The database does not answer", answer.Talk, StringComparison.Ordinal);
        AssertNoSecret(terminal, answer);
    }

    private static void GiveSecrets(Terminal terminal)
    {
        string[] names = ["ConsumerKey", "ConsumerSecret", "BearerToken", "Accounts:Foo:AccessToken", "Accounts:Foo:AccessTokenSecret", "Accounts:Bar:OAuth2Token"];
        foreach (var name in names)
            terminal.Settings[$"X:{name}"] = $"{Canary}-{name.Length}";
        var file = Path.Combine(terminal.Folder, "secret");
        File.WriteAllText(file, Canary);
        terminal.Settings["X:Accounts:Baz:OAuth2TokenFile"] = file;
    }

    private static void AssertNoSecret(Terminal terminal, params Answer[] answers) => Assert.All(answers, answer =>
    {
        var password = new Npgsql.NpgsqlConnectionStringBuilder(terminal.Database.ConnectionString).Password!;
        Assert.DoesNotContain(Canary, answer.Output + answer.Talk, StringComparison.Ordinal);
        Assert.DoesNotContain(password, answer.Output + answer.Talk, StringComparison.Ordinal);
    });
}
