using CoProWeek.Accounts;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Reporting.Sending;

/// <summary>A lived week whose reports go out by themselves, with a mail server. Ailsa manages; the funder and Bina are on the list.</summary>
internal sealed class SentWeek : IAsyncDisposable
{
    public const string Funder = "funder@example.org";
    public const string Bina = "bina@example.org";

    private readonly PostOffice office;

    private SentWeek(LiveWeek live) => (Live, office) = (live, PostOffice.Over(live.Database));

    public LiveWeek Live { get; }

    public SmtpServer Server => office.Server;

    public static async Task<SentWeek> StartAsync(Dictionary<string, string?>? settings = null, string[]? list = null, DateTimeOffset? listedSince = null)
    {
        Dictionary<string, string?> all = new()
        {
            ["Web:PublicUrl"] = "https://week.example",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:From"] = "week@scotcopro.example",
        };
        foreach (var (name, value) in settings ?? [])
            all[name] = value;
        var week = new SentWeek(await LiveWeek.StartAsync(settings: all));
        await week.Live.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        if (list is not [])
            await week.ListAsync(list ?? [Funder, Bina], listedSince);
        return week;
    }

    public Task ListAsync(string[] recipients, DateTimeOffset? since = null) => A.ReportList(Live.Database.DataSource, Live.Campaign, recipients, since);

    /// <summary>Ours with 1,000 views and 20 responses, theirs with 300 and 4, on a Monday morning.</summary>
    public async Task<long> TwoPostsAsync()
    {
        var db = Live.Database.DataSource;
        await A.Mention(db, await A.Author(db, "ScotCoPro", followers: 2_400), A.MondayMorning, [1_000, 10, 2, 3, 1, 4]);
        return await A.Mention(db, await A.Author(db, "secret_ailsa", followers: 300), A.MondayMorning.AddHours(1), [300, 3, 0, 1, 0, 0], text: "Words of hers #CoProWeekScot");
    }

    public Task<IReadOnlyList<ReceivedMail>> DeliverAsync(int count) => office.DeliverAsync(count);

    /// <summary>From now on mails go out by themselves.</summary>
    public Task StartMailAsync() => office.StartSenderAsync();

    /// <summary>Those of reports, and not those that managers are told with.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync()
    {
        await using var rows = await Live.Database.DataSource.OpenConnectionAsync();
        return [.. await rows.QueryAsync<string>("SELECT subject || ' > ' || recipients[1] FROM mails WHERE cause LIKE 'report %' ORDER BY id")];
    }

    /// <summary>When each went out, by the campaign's clock: "11-16 08:00".</summary>
    public async Task<IReadOnlyList<string>> SentAtAsync()
    {
        await using var rows = await Live.Database.DataSource.OpenConnectionAsync();
        return [.. (await rows.QueryAsync<DateTimeOffset>("SELECT at FROM events WHERE what = 'report sent' ORDER BY id")).Select(at => $"{at:MM-dd HH:mm}")];
    }

    /// <summary>What managers were told: subject and text of each alert.</summary>
    public async Task<IReadOnlyList<(string Subject, string Text)>> ToldAsync()
    {
        await using var rows = await Live.Database.DataSource.OpenConnectionAsync();
        return [.. await rows.QueryAsync<(string, string)>("SELECT subject, body FROM alerts ORDER BY id")];
    }

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        await Live.DisposeAsync();
    }
}
