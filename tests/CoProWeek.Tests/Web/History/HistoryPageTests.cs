using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Actions;

public sealed class HistoryPageTests
{
    [Fact]
    public async Task It_is_newest_first_and_can_be_read_of_one_person_or_one_post()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        var (one, two) = (await A.Post(db, campaign, text: "The first post"), await A.Post(db, campaign, text: "The second post"));
        await A.Event(db, one, "approved", "Sam & Co");
        await A.Event(db, two, "held", "Morag", "a bereavement", at: A.MondayMorning.AddHours(1));

        var all = await dashboard.ReadAsync("/history");
        Assert.True(all.IndexOf("held by Morag : a bereavement", StringComparison.Ordinal) is > 0 and var held && held < all.IndexOf("approved by Sam & Co", StringComparison.Ordinal), all);

        var sam = await dashboard.ReadAsync("/history?who=Sam%20%26%20Co");
        Assert.Contains("The first post", sam, StringComparison.Ordinal);
        Assert.DoesNotContain("The second post", sam, StringComparison.Ordinal);

        var second = await dashboard.ReadAsync($"/history?post={two}");
        Assert.Contains("Only of the post The second post", second, StringComparison.Ordinal);
        Assert.DoesNotContain("approved by Sam", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_history_is_read_page_by_page()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db));
        for (var n = 1; n <= 60; n++)
            await A.Event(db, post, $"step-{n:00}", "Morag");

        var html = await dashboard.GetAsync("/history?who=Morag");
        Assert.Contains("step-60", html, StringComparison.Ordinal);
        Assert.DoesNotContain("step-10<", html, StringComparison.Ordinal);
        var older = System.Text.RegularExpressions.Regex.Match(html, "href=\"(/history[^\"]*before=[^\"]*)\"").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);

        var next = await dashboard.GetAsync(older);
        Assert.Contains("step-10<", next, StringComparison.Ordinal);
        Assert.DoesNotContain("step-11<", next, StringComparison.Ordinal);
        Assert.DoesNotContain(">Older<", next, StringComparison.Ordinal);
    }
}
