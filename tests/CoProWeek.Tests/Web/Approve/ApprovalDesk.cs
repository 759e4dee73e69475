using System.Text.RegularExpressions;
using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

/// <summary>A dashboard, a mail server, a draft for Monday at nine, and Bina, who reviews and is asked to approve it.</summary>
internal sealed partial class ApprovalDesk : IAsyncDisposable
{
    private readonly PostOffice office;

    private ApprovalDesk(DashboardHost dashboard) => (Dashboard, office) = (dashboard, PostOffice.Over(dashboard.Database));

    public DashboardHost Dashboard { get; }

    public StepClock Clock { get; private init; } = null!;

    public long Bina { get; private set; }

    public long Post { get; private set; }

    public static async Task<ApprovalDesk> OpenAsync(string approval = "self", string text = "What does power mean to you? #CoProWeekScot", DateTimeOffset? at = null, string mailHost = "127.0.0.1")
    {
        var clock = new StepClock(A.MondayMorning.AddDays(-2));
        var settings = new Dictionary<string, string?> { ["Mail:Host"] = mailHost, ["Mail:From"] = "week@scotcopro.example", ["Web:PublicUrl"] = "https://week.example" };
        var desk = new ApprovalDesk(await DashboardHost.StartAsync(clock: clock, settings: settings)) { Clock = clock };
        desk.Bina = await desk.Get<PeopleStore>().AddAsync("Bina", "bina@example.org", Roles.Reviewer, "the test");
        desk.Post = await A.Post(desk.Dashboard.Database.DataSource, await A.Campaign(desk.Dashboard.Database.DataSource, approval: approval), text: text, at: at);
        return desk;
    }

    public T Get<T>()
        where T : notnull => Dashboard.Get<T>();

    /// <summary>What the page says after somebody was asked on it; a redirect says nothing.</summary>
    public async Task<string> AskAsync(long? person = null, HttpClient? by = null)
    {
        using var answer = await Dashboard.PostFormAsync($"/posts/{Post}/ask", new() { ["person"] = $"{person ?? Bina}" }, by);
        return Html.Text(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The link's path, out of the mail as it arrived.</summary>
    public async Task<string> AskedAsync(long? person = null)
    {
        Assert.Equal("", await AskAsync(person));
        return LinkIn((await MailsAsync(1))[0]);
    }

    public Task<IReadOnlyList<ReceivedMail>> MailsAsync(int count) => office.DeliverAsync(count);

    public static string LinkIn(ReceivedMail mail)
    {
        var link = Link().Match(mail.Text);
        Assert.True(link.Success, mail.Text);
        return link.Groups["path"].Value;
    }

    /// <summary>The page behind the link as somebody sees it who is not signed in.</summary>
    public async Task<string> OpenAsync(string link) => await Dashboard.Stranger.GetStringAsync(new Uri(link, UriKind.Relative));

    public Task ApproveAsync(string link) => Get<ApprovalLinks>().ApproveAsync(link["/approve/".Length..], CancellationToken.None);

    private const string ApprovedSql = "SELECT approved_by FROM posts WHERE id = @Post";

    public async Task<string?> ApprovedByAsync()
    {
        await using var connection = await Dashboard.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string?>(ApprovedSql, new { Post });
    }

    public async Task ChangeAsync(string sql)
    {
        await using var connection = await Dashboard.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { Post, Bina });
    }

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        await Dashboard.DisposeAsync();
    }

    [GeneratedRegex(@"^https://week\.example(?<path>/approve/[A-Za-z0-9_-]{43})$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Link();
}
