using System.Globalization;
using CoProWeek.Tests.Cli;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Crash;

/// <summary>A worker that is killed in the middle of sending a report: the next one sends it once.</summary>
public sealed class KilledSenderTests
{
    [Fact]
    public async Task Killed_between_keeping_a_report_and_its_mails_and_started_again_each_address_has_it_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var server = new SmtpServer();
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        var campaign = await A.Campaign(database.DataSource, from: yesterday, days: 1, zone: "Etc/UTC");
        await A.ReportList(database.DataSource, campaign, ["funder@example.org", "bina@example.org"], since: new(yesterday, TimeOnly.MinValue, TimeSpan.Zero));
        var settings = Settings(database, server);

        await using (var rows = await database.DataSource.OpenConnectionAsync())
        {
            await using var transaction = await rows.BeginTransactionAsync();
            await rows.ExecuteAsync("LOCK TABLE mail_files IN ACCESS EXCLUSIVE MODE", transaction: transaction);
            using var worker = AppProcess.Start(settings, "serve", "--no-web");
            await Eventually.TrueAsync(async () => await IsWaitedForAsync(database), () => $"It never came to the mails. It said:\n{worker.Said}");
            await worker.KillAsync();
        }
        using (var worker = AppProcess.Start(settings, "serve", "--no-web"))
        {
            await server.ArrivedAsync(2);
            await Eventually.TrueAsync(async () => await database.TextAsync("SELECT count(*)::text FROM mails WHERE sent_at IS NULL") == "0", () => $"Some mails are not sent. It said:\n{worker.Said}");
            Assert.Equal(0, await worker.StopAsync());
        }

        Assert.Equal(["bina@example.org", "funder@example.org"], server.Mails.Select(mail => Assert.Single(mail.To)).Order(StringComparer.Ordinal));
        Assert.All(server.Mails, mail => Assert.StartsWith($"Reach report of {yesterday.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)}", mail.Subject, StringComparison.Ordinal));
        Assert.Equal("1", await database.TextAsync("SELECT count(*)::text FROM kept_reports"));
    }

    private static Dictionary<string, string?> Settings(TestDatabase database, SmtpServer server) => new()
    {
        ["ConnectionStrings:CoProWeek"] = database.ConnectionString,
        ["X:BaseUrl"] = Terminal.Nowhere,
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:StartTls"] = "false",
        ["Mail:From"] = "week@scotcopro.example",
        ["Reporting:DailyReport"] = "00:00",
        ["Reporting:WeekReport"] = "",
        ["Accounts:MasterKeyFile"] = Path.Combine(TemporaryFolder.Create(), "master.key"),
    };

    private static async Task<bool> IsWaitedForAsync(TestDatabase database) =>
        await database.TextAsync("SELECT count(*)::text FROM pg_locks WHERE relation = 'mail_files'::regclass AND NOT granted") != "0";
}
