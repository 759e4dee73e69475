using CoProWeek.Accounts;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Web;
using Dapper;

namespace CoProWeek.Tests.Support;

/// <summary>
/// All of it at once: a week that is lived by the real worker against the practice network, the dashboard over the same rows and the same
/// clock, and a mail server. Ailsa manages, and has a password; Bina reviews, and is asked to approve.
/// </summary>
internal sealed class WholeDesk : IAsyncDisposable
{
    public const string Password = "three wet otters sing";

    private readonly PostOffice office;

    private WholeDesk(LiveWeek week, DashboardHost dashboard) => (Week, Dashboard, office) = (week, dashboard, PostOffice.Over(week.Database));

    public LiveWeek Week { get; }

    public DashboardHost Dashboard { get; }

    public static async Task<WholeDesk> OpenAsync()
    {
        var week = await LiveWeek.StartAsync(listens: true, approval: "second-person");
        var settings = new Dictionary<string, string?>(week.Settings) { ["Mail:Host"] = "127.0.0.1", ["Mail:From"] = "week@scotcopro.example" };
        var desk = new WholeDesk(week, await DashboardHost.StartAsync(clock: week.Clock, settings: settings, over: week.Database));
        await desk.PeopleAsync();
        await desk.office.StartSenderAsync();
        await week.StartWorkerAsync();
        return desk;
    }

    public Uri Address(string path) => new(Dashboard.Client.BaseAddress!, path);

    /// <summary>The one mail that went to somebody with this in its subject, once it has arrived.</summary>
    public async Task<ReceivedMail> MailAsync(string to, string subject)
    {
        IReadOnlyList<ReceivedMail> Found() => [.. office.Server.Mails.Where(mail => mail.To.Contains(to) && mail.Subject.Contains(subject, StringComparison.Ordinal))];
        await Eventually.TrueAsync(() => Task.FromResult(Found().Count > 0), () => $"No \"{subject}\" went to {to}: {string.Join("; ", office.Server.Mails.Select(mail => mail.Subject))}");
        return Assert.Single(Found());
    }

    private const string WaitingAlarmsSql = """
        SELECT (SELECT count(*) FROM quartz.qrtz_triggers WHERE trigger_name LIKE 'delivery-%')
             + (SELECT count(*) FROM quartz.qrtz_fired_triggers WHERE trigger_name LIKE 'delivery-%')
        """;

    /// <summary>Waits until so many deliveries have an alarm that is set or ringing.</summary>
    public async Task AlarmsAsync(int count)
    {
        await using var connection = await Week.Database.DataSource.OpenConnectionAsync();
        await Eventually.TrueAsync(async () => await connection.ExecuteScalarAsync<int>(WaitingAlarmsSql) == count, () => $"There are never {count} alarms.");
    }

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        await Dashboard.DisposeAsync();
        await Week.DisposeAsync();
    }

    private async Task PeopleAsync()
    {
        var (people, signIn) = (Dashboard.Get<PeopleStore>(), Dashboard.Get<PersonSignIn>());
        await people.AddAsync("Bina", "bina@example.org", Roles.Reviewer, "the test");
        var link = await signIn.LinkAsync((await people.FindAsync("Ailsa"))!.Id, "the test", CancellationToken.None);
        await signIn.WithLinkAsync(link["/welcome/".Length..], Password, "a test", CancellationToken.None);
    }
}
