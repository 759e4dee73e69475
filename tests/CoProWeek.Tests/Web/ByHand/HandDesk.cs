using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

/// <summary>The dashboard on Monday at nine, with a post that has just been handed over for Facebook.</summary>
internal sealed class HandDesk : IAsyncDisposable
{
    private HandDesk(DashboardHost dashboard) => Dashboard = dashboard;

    public DashboardHost Dashboard { get; }

    public long Post { get; private set; }

    public long Delivery { get; private set; }

    public string Page => $"/by-hand/{Delivery}";

    public static async Task<HandDesk> OpenAsync(string[]? parts = null, string alt = "Thirty people around a table", bool handedOver = true, byte[]? picture = null)
    {
        var desk = new HandDesk(await DashboardHost.StartAsync(settings: new() { ["Mail:Host"] = "127.0.0.1", ["Mail:From"] = "week@scotcopro.example" }));
        var db = desk.Dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        var place = await A.Place(db, campaign);
        desk.Post = await A.Post(db, campaign, "monday", approvedBy: "ann", accounts: [place], text: (parts ?? ["Who decides?"])[0]);
        await A.Picture(db, desk.Post, await A.Media(db, picture), alt, "cards/monday.png");
        desk.Delivery = await A.Delivery(db, desk.Post, account: place, parts: parts ?? ["Who decides?"]);
        await using var rows = await db.OpenConnectionAsync();
        await rows.ExecuteAsync("INSERT INTO delivery_media (delivery_id, n, position, hash, alt_text) SELECT @delivery, 1, 1, hash, alt_text FROM post_media", new { delivery = desk.Delivery });
        if (handedOver)
            await desk.Dashboard.Get<HandOver>().RunAsync(place, CancellationToken.None);
        return desk;
    }

    public Task<HttpResponseMessage> PostedAsync(string link, HttpClient? by = null, string? formOf = null) =>
        Dashboard.PostFormAsync(formOf ?? Page, new() { ["link"] = link }, by, $"{Page}?handler=Posted");

    public Task<HttpResponseMessage> SkippedAsync(string why, HttpClient? by = null, string? formOf = null) =>
        Dashboard.PostFormAsync(formOf ?? Page, new() { ["why"] = why }, by, $"{Page}?handler=Skipped");

    public async Task<string?> StateAsync()
    {
        await using var rows = await Dashboard.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<string?>("SELECT state FROM deliveries");
    }

    public ValueTask DisposeAsync() => Dashboard.DisposeAsync();
}
