using System.CommandLine;
using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Networks;
using CoProWeek.Storage;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary><c>coproweek check</c>: is everything in place? Configuration, database, credentials.</summary>
internal static class CheckVerb
{
    private static readonly string[] Sections = ["Accounts", "Alerts", "Collecting", "ConnectionStrings", "Mail", "Publishing", "Spending", "Web", "X"];
    /// <summary>Addresses that are keys themselves.</summary>
    private static readonly string[] SecretKeys = ["Alerts:Webhook", "Alerts:Heartbeat"];

    private static readonly string[] SecretWords = ["secret", "token", "key", "password", "connectionstrings"];

    public static Command Create()
    {
        var live = new Option<bool>("--live") { Description = "After asking, post for real: one plain post, one with a picture and alt text, a thread of two. Each is read back and deleted; what X refused and what it cost is printed." };
        var account = new Option<string?>("--account") { Description = "As whom to post with --live; not needed while there is only one account on X.", HelpName = "HANDLE" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask before --live posts." };
        var sendTest = new Option<bool>("--send-test") { Description = "Send a test by every way in which people are told, and say what each answered." };
        var verb = new Command("check", "Shows the configuration in force (secrets masked), tries the database and asks each network who we are, and what was spent. Posts nothing, but with --live.") { live, account, yes, sendTest };
        verb.SetAction((said, stop) => said.GetValue(live) ? LiveAsync(said, said.GetValue(account), said.GetValue(yes), stop) : RunAsync(said, said.GetValue(sendTest), stop));
        return verb;
    }

    private static async Task<int> LiveAsync(ParseResult said, string? account, bool yes, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(said, stop);
        session.Get<IStartupValidator>().Validate();
        return await CheckLive.RunAsync(session, account, yes, stop);
    }

    private static async Task<int> RunAsync(ParseResult said, bool sendTest, CancellationToken stop)
    {
        var data = DataDirectory.Resolve(said.GetValue(CommonOptions.Data));
        var configuration = new ConfigurationManager();
        configuration.AddSources(data);
        var settings = Settings(configuration);
        await using var session = await Session.OpenAsync(said, stop);
        // Before anything is shown: a wrong setting may hold what belongs in another, masked one.
        session.Get<IStartupValidator>().Validate();
        var findings = new List<Checked> { await DatabaseAsync(session, stop), MasterKey(session), await MailAsync(session, stop) };
        findings.AddRange(await CheckAlerts.FindAsync(session, sendTest, stop));
        findings.AddRange(await CheckMoney.AskAsync(session, stop));
        var accounts = (await AccountsAsync(session, stop)).AsList();
        foreach (var account in accounts)
            findings.Add(await AccountAsync(session, account, stop));
        Print(session, data, settings, findings);
        if (accounts.Count == 0 && !session.Json)
            Output.Say("No account yet: import a plan that names one, then check again.");
        return findings.TrueForAll(finding => finding.Ok) ? 0 : 1;
    }

    private static List<KeyValuePair<string, string>> Settings(IConfiguration configuration) =>
    [
        .. configuration.AsEnumerable()
            .Where(pair => pair.Value is not null && Sections.Contains(pair.Key.Split(':')[0]))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Mask(pair.Key, pair.Value!))),
    ];

    /// <summary>Whether it is set is shown, and nothing of what it is.</summary>
    private static string Mask(string key, string value) =>
        value != "" && SecretKeys.Contains(key, StringComparer.OrdinalIgnoreCase) ? "(set)"
        : value != "" && !key.EndsWith("File", StringComparison.Ordinal) && !key.EndsWith("Url", StringComparison.Ordinal) && Array.Exists(SecretWords, word => key.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? "(set)"
            : value;

    private static async Task<Checked> DatabaseAsync(Session session, CancellationToken stop)
    {
        await using var connection = await session.Get<NpgsqlDataSource>().OpenConnectionAsync(stop);
        return new Checked("database", true, $"Postgres {connection.PostgreSqlVersion}, schema up to date");
    }

    /// <summary>Where it stands, so that somebody keeps a copy of it apart from the backups.</summary>
    private static Checked MasterKey(Session session)
    {
        var key = session.Get<MasterKey>();
        try
        {
            return File.Exists(key.File) && key.Read() is not null
                ? new Checked("master key", true, $"{key.File}; no backup holds it, so keep a copy of it apart from them")
                : new Checked("master key", true, $"it will be made at {key.File} when it is first needed");
        }
        catch (InvalidOperationException e)
        {
            return new Checked("master key", false, e.Message);
        }
    }

    private static async Task<Checked> MailAsync(Session session, CancellationToken stop)
    {
        var (ok, words) = await session.Get<MailHealth>().AskAsync(TimeProvider.System.GetUtcNow(), stop);
        return new Checked("mail", ok, words);
    }

    private const string AccountsSql = """
        SELECT id, network, handle, paused_why
          FROM accounts
         ORDER BY network, handle
        """;

    private static async Task<IEnumerable<AccountRow>> AccountsAsync(Session session, CancellationToken stop)
    {
        await using var connection = await session.Get<NpgsqlDataSource>().OpenConnectionAsync(stop);
        return await connection.QueryAsync<AccountRow>(new CommandDefinition(AccountsSql, cancellationToken: stop));
    }

    private static async Task<Checked> AccountAsync(Session session, AccountRow account, CancellationToken stop)
    {
        var name = AccountName.IsByHand(account.Network) ? $"{account.Handle}, by hand" : $"@{account.Handle} on {account.Network}";
        if (account.PausedWhy is { } why)
            return new Checked(name, false, $"paused: {why}");
        if (AccountName.IsByHand(account.Network))
            return new Checked(name, true, "a person posts there: at its time each post is mailed to the managers, and shown on the page Today");
        try
        {
            var us = await session.Get<NetworkList>().Find(account.Network).WhoAmIAsync(new NetworkAccount(account.Id, account.Handle), stop);
            return us.Lacks is { } lacks ? new Checked(name, false, lacks)
                : us.Handle.Equals(account.Handle, StringComparison.OrdinalIgnoreCase)
                ? new Checked(name, true, $"the keys post as @{us.Handle} ({us.RemoteId})")
                : new Checked(name, false, $"the keys are those of @{us.Handle}: make new ones while signed in as @{account.Handle}");
        }
        catch (NetworkReadException e)
        {
            return new Checked(name, false, e.Message);
        }
    }

    private static void Print(Session session, string data, List<KeyValuePair<string, string>> settings, List<Checked> findings)
    {
        if (session.Json)
        {
            Output.Json(new { data, settings = settings.ToDictionary(), findings });
            return;
        }
        Output.Line($"Data directory: {data}");
        foreach (var (key, value) in settings)
            Output.Line($"  {key} = {value}");
        Output.Line("");
        foreach (var finding in findings)
            Output.Line($"{(finding.Ok ? "ok  " : "BAD ")} {finding.Name}: {finding.Said}");
    }

    private sealed record AccountRow
    {
        public required long Id { get; init; }
        public required string Network { get; init; }
        public required string Handle { get; init; }
        public string? PausedWhy { get; init; }
    }
}

/// <summary>One thing that was looked at, and how it stands.</summary>
internal sealed record Checked(string Name, bool Ok, string Said);
