using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Mentions;

/// <summary>A dashboard over a campaign of which six posts were found, a minute apart, the last of them ours.</summary>
internal sealed class StreamDesk : IAsyncDisposable
{
    public const string Stream = "/campaigns/questions-week/mentions";

    private StreamDesk(DashboardHost dashboard) => Dashboard = dashboard;

    public DashboardHost Dashboard { get; }

    /// <summary>By the first word of what they say.</summary>
    public Dictionary<string, long> Posts { get; } = [];

    public static async Task<StreamDesk> OpenAsync()
    {
        var desk = new StreamDesk(await DashboardHost.StartAsync());
        var db = desk.Dashboard.Database.DataSource;
        var campaign = await A.Campaign(db, hashtags: ["#CoProWeekScot"], team: ["CoProTeam"]);
        var kelp = await A.Author(db, "kelp_kitchen", name: "Kelp Kitchen");
        var tide = await A.Author(db, "Tide_Table", name: "Morag");
        await desk.SayAsync(kelp, 1, "Power should be shared #CoProWeekScot");
        await desk.SayAsync(kelp, 2, "Soup and ÒRAIN for everybody, 100% #CoProWeekScot", tags: ["CoProWeekScot", "Soup"]);
        await desk.SayAsync(tide, 3, "Powerful question! #CoProWeekScot", "reply");
        await desk.SayAsync(tide, 4, "Quoting this #CoProWeekScot", "quote");
        await desk.SayAsync(tide, 5, "Without the hashtag, but to us", tags: []);
        await desk.SayAsync(await A.Author(db, "ScotCoPro", name: "Scottish Co-production Network"), 6, "Ours about power #CoProWeekScot");
        await A.FoundAll(db, await A.Watch(db, campaign));
        return desk;
    }

    /// <summary>The first word of each post in the list, in its order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string query) => Words(await Dashboard.GetAsync($"{Stream}{query}"));

    public static IReadOnlyList<string> Words(string html) =>
        [.. html.Split("<p class=\"mention-text\" dir=\"auto\">").Skip(1).Select(rest => Html.Text(rest[..rest.IndexOf("</p>", StringComparison.Ordinal)]).Split(' ', ',')[0])];

    public ValueTask DisposeAsync() => Dashboard.DisposeAsync();

    private async Task SayAsync(long author, int minute, string text, string kind = "original", string[]? tags = null) =>
        Posts[text.Split(' ', ',')[0]] = await A.Mention(Dashboard.Database.DataSource, author, A.MondayMorning.AddHours(-1).AddMinutes(minute), kind: kind, text: text, tags: tags);
}
