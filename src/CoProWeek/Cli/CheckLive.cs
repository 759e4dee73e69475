using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Networks.X;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary><c>coproweek check --live</c>: posts in public, after asking, and takes it down again. Data is the table of steps.</summary>
internal static class CheckLive
{
    private const int Posts = 4;

    public static async Task<int> RunAsync(Session session, string? handle, bool yes, CancellationToken stop)
    {
        var account = await AccountAsync(session, handle, stop);
        var network = session.Get<NetworkList>().Find("x");
        var prices = session.Get<IOptions<XOptions>>().Value.Prices;
        await SeeWhoseAsync(network, account, stop);
        if (!yes && !Agreed(account, Cost(prices)))
            throw new VerbException("Nothing was posted: the handle was not typed. In a script, give --yes.");
        if (await session.Get<Budget>().WhyNotAsync(null, "this check", Cost(prices), stop) is { } why)
            throw new VerbException(why);
        using var interrupted = new Interrupted(stop);
        var trial = new LiveTrial(network, account, prices, session.Get<SpendMeter>(), session.Get<CampaignClock>().GetUtcNow(), session.Json ? Output.Say : Output.Line);
        await trial.RunAsync(interrupted.Token);
        if (session.Json)
            Output.Json(new { account = account.Handle, costUsd = trial.Cost, refused = trial.Refused, leftStanding = trial.Standing.Select(id => network.LinkTo(account, id)), steps = trial.Steps });
        else
            Output.Line($"It cost about {Dollars.Of(trial.Cost)}, worked out from X:Prices. {(trial.Refused == 0 ? "Everything was taken." : $"{trial.Refused} of {trial.Steps.Count} steps were not.")}");
        foreach (var id in trial.Standing)
            Output.Say($"Still standing: {network.LinkTo(account, id)}. Delete it in X's own app.");
        return trial.Refused == 0 && trial.Standing.Count == 0 && !interrupted.Token.IsCancellationRequested ? 0 : 1;
    }

    private static decimal Cost(XPrices prices) => (Posts * (prices.Create + prices.Delete + prices.ReadOwnPost)) + prices.AltText + prices.ReadUser;

    private static bool Agreed(NetworkAccount account, decimal cost)
    {
        Console.Error.Write($"This posts {Posts} posts in public as @{account.Handle} and deletes them; it costs about {Dollars.Of(cost)}. Type the handle to go on: ");
        return Console.In.ReadLine() is { } typed && typed.Trim().TrimStart('@').Equals(account.Handle, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Nothing goes out in public under another name than the one that is typed.</summary>
    private static async Task SeeWhoseAsync(INetwork network, NetworkAccount account, CancellationToken stop)
    {
        try
        {
            var us = await network.WhoAmIAsync(account, stop);
            if (!us.Handle.Equals(account.Handle, StringComparison.OrdinalIgnoreCase))
                throw new VerbException($"The keys are those of @{us.Handle}: make new ones while signed in as @{account.Handle}. Nothing was posted.");
        }
        catch (NetworkReadException e)
        {
            throw new VerbException(e.Message);
        }
    }

    private const string AccountsSql = """
        SELECT id, handle, paused_why, EXISTS (SELECT 1 FROM stop_all) AS is_stopped
          FROM accounts
         WHERE network = 'x'
         ORDER BY handle
        """;

    /// <exception cref="VerbException">There is none, there are several, or nothing may be sent as it.</exception>
    private static async Task<NetworkAccount> AccountAsync(Session session, string? handle, CancellationToken stop)
    {
        await using var connection = await session.Get<NpgsqlDataSource>().OpenConnectionAsync(stop);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(AccountsSql, cancellationToken: stop))).AsList();
        var named = rows.FindAll(row => handle is null || row.Handle.Equals(handle.TrimStart('@'), StringComparison.OrdinalIgnoreCase));
        return named switch
        {
            [{ IsStopped: true }, ..] => throw new VerbException("Everything is stopped: nothing is sent while the red button is pressed. Lift it on the page Stop, then check again."),
            [{ PausedWhy: { } why } paused] => throw new VerbException($"@{paused.Handle} is paused: {why}. Resume it under Accounts, then check again."),
            [var one] => new NetworkAccount(one.Id, one.Handle),
            [] when rows.Count == 0 => throw new VerbException("There is no account on X yet: import a plan that names one, then check again."),
            [] => throw new VerbException($"There is no account @{handle!.TrimStart('@')} on X. There is: {Handles(rows)}."),
            _ => throw new VerbException($"Say as which account: --account {named[0].Handle}. There is: {Handles(rows)}."),
        };
    }

    private static string Handles(IEnumerable<Row> rows) => string.Join(", ", rows.Select(row => $"@{row.Handle}"));

    private sealed record Row
    {
        public required long Id { get; init; }
        public required string Handle { get; init; }
        public string? PausedWhy { get; init; }
        public bool IsStopped { get; init; }
    }
}
