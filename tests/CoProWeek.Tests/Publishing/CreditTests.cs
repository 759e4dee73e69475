using CoProWeek.Accounts;
using CoProWeek.Networks;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>X wants money first (402): nothing that costs is asked of it, one mail is sent, and it goes on by itself or by a person.</summary>
public sealed class CreditTests
{
    private const string Create = "POST /2/tweets";
    private const string Search = "GET /2/tweets/search/recent";

    private static readonly object UsedUp = new { kind = "status", status = 402, path = "/2/*" };
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task After_a_402_nothing_that_costs_is_asked_but_one_probe_an_hour_and_the_managers_get_one_mail()
    {
        await using var week = await OpenAsync();
        using var people = new People(week.Sandbox.Address);
        await week.FaultsAsync(UsedUp);
        for (var n = 0; n < 5; n++)
            await week.QueueAsync($"Post {n}", Nine.AddMinutes(10 * n), latestAt: Nine.AddDays(1));
        await week.StartWorkerAsync();

        await week.LiveToAsync(Nine.AddHours(3));

        // From eight to twelve: the first, and then one an hour, be it a look or a post.
        Assert.InRange(await people.CallsAsync(Create) + await people.CallsAsync(Search) + await people.CallsAsync("GET /2/tweets/counts/recent"), 1, 7);
        Assert.Empty(await week.ArrivedAsync());
        Assert.Equal(5, await AskAsync<int>(week, "SELECT count(*) FROM deliveries WHERE state = 'held' AND hold_reason = 'budget'"));
        Assert.Equal(1, await AskAsync<int>(week, "SELECT count(*) FROM alerts WHERE cause LIKE 'budget %'"));
        Assert.Equal("@ScotCoPro cannot post: the money is used up", await AskAsync<string>(week, "SELECT subject FROM alerts WHERE cause LIKE 'budget %'"));
        Assert.Contains("One call is tried", await AskAsync<string>(week, "SELECT problem FROM watches WHERE kind = 'hashtag'"), StringComparison.Ordinal);
        Assert.Equal(1, await AskAsync<int>(week, "SELECT count(*) FROM events WHERE what = 'credits used up'"));
    }

    [Fact]
    public async Task When_a_probe_succeeds_what_was_held_goes_out_by_itself()
    {
        await using var week = await OpenAsync();
        await week.FaultsAsync(UsedUp);
        await week.QueueAsync("First", Nine, latestAt: Nine.AddDays(1));
        await week.QueueAsync("Second", Nine.AddMinutes(10), latestAt: Nine.AddDays(1));
        var late = await week.QueueAsync("Too late", Nine.AddMinutes(20), latestAt: Nine.AddMinutes(30));
        await week.StartWorkerAsync();
        await week.LiveToAsync(Nine.AddMinutes(40));
        Assert.Empty(await week.ArrivedAsync());

        await week.FaultsAsync();
        await week.LiveToAsync(Nine.AddHours(3));

        Assert.Equal(["First", "Second"], await week.ArrivedTextsAsync());
        Assert.Equal("missed", (await week.DeliveryAsync(late)).State);
        Assert.Contains("the credits are used up", (await week.DeliveryAsync(late)).Reason, StringComparison.Ordinal);
        Assert.Equal(0, await AskAsync<int>(week, "SELECT count(*) FROM credit_stops"));
        Assert.Equal(1, await AskAsync<int>(week, "SELECT count(*) FROM events WHERE what = 'credits are back'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_who_has_topped_up_waits_for_no_probe(bool allOfTheAccount)
    {
        await using var week = await OpenAsync();
        await week.FaultsAsync(UsedUp);
        var post = await week.QueueAsync("Now", Nine, latestAt: Nine.AddDays(1));
        await week.StartWorkerAsync();
        await week.LiveToAsync(Nine.AddMinutes(5));

        await week.FaultsAsync();
        Assert.Equal(1, allOfTheAccount
            ? await week.Get<AccountPauses>().ReleaseAsync(week.Account, "Ailsa", CancellationToken.None)
            : await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None));
        await week.LiveToAsync(Nine.AddMinutes(20));

        Assert.InRange(Assert.Single(await week.ArrivedAsync()).GetProperty("created_at").GetDateTimeOffset(), Nine.AddMinutes(5), Nine.AddMinutes(10));
    }

    [Fact]
    public async Task Keys_and_a_spending_limit_at_X_are_told_apart_and_a_usage_cap_is_money()
    {
        await using var week = await OpenAsync();
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/tweets", method = "POST", body = """{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped","detail":"Usage cap exceeded"}""" });
        var network = week.Get<NetworkList>().Find("x");

        var first = Assert.IsType<Outcome.Blocked>(await network.PublishAsync(new(week.Account, "ScotCoPro"), new("One", [], null), CancellationToken.None));
        var second = Assert.IsType<Outcome.Blocked>(await network.PublishAsync(new(week.Account, "ScotCoPro"), new("Two", [], null), CancellationToken.None));
        var read = await Assert.ThrowsAsync<NetworkReadException>(() => network.SearchAsync(new(week.Account, "ScotCoPro"), new("#a"), CancellationToken.None));

        Assert.Equal((HoldReason.Budget, HoldReason.Budget, HoldReason.Budget), (first.Reason, second.Reason, read.Reason!.Value));
        Assert.Null(second.HttpStatus);
        Assert.Equal(LiveWeek.Eight.AddHours(1).Hour, read.Until!.Value.Hour);
    }

    private static async Task<LiveWeek> OpenAsync()
    {
        var week = await LiveWeek.StartAsync(listens: true);
        await week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return week;
    }

    private static async Task<T?> AskAsync<T>(LiveWeek week, string sql)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<T>(sql);
    }
}
