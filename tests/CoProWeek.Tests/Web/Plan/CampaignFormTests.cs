using System.Net;
using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Plan;

/// <summary>A week as a form, and next year's from this one.</summary>
public sealed class CampaignFormTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["name"] = "Questions week",
        ["slug"] = "questions-week",
        ["theme"] = "Who decides?",
        ["weekFrom"] = "2027-11-15",
        ["weekTo"] = "2027-11-19",
        ["runsFrom"] = "2027-10-01",
        ["runsTo"] = "2027-11-30",
        ["timeZone"] = "Europe/London",
        ["hashtags"] = "#CoProWeekScot CoPro",
        ["accounts"] = "x ScotCoPro",
        ["team"] = "",
        ["approval"] = "second-person",
        ["slots[0].name"] = "Blog",
        ["slots[0].kind"] = "blog",
        ["slots[0].time"] = "09:00",
        ["slots[0].required"] = "yes",
        ["slots[0].latest"] = "20:00",
        ["slots[1].name"] = "",
        ["slots[1].kind"] = "notice",
        ["slots[1].time"] = "",
    };

    private DashboardHost host = null!;

    public async Task InitializeAsync() => host = await DashboardHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_week_is_set_up_in_a_form_and_the_history_says_by_whom()
    {
        using var answer = await host.PostFormAsync("/campaigns/new", Good);

        Assert.Equal("/campaigns/questions-week", answer.Headers.Location?.ToString());
        var week = await host.Get<CampaignStore>().NamedOrOnlyAsync("questions-week");
        Assert.Equal(("Who decides?", "second-person", "#CoProWeekScot #CoPro", new DateOnly(2027, 10, 1)), (week.Theme, week.Approval, string.Join(' ', week.Hashtags), week.RunsFrom));
        Assert.Equal(new Slot { Name = "Blog", Kind = "blog", WallTime = new(9, 0), Required = true, Latest = "20:00" }, Assert.Single(week.Slots));
        Assert.Equal(["Ailsa: week set up"], await EventsAsync());
        Assert.Contains("Questions week", await host.ReadAsync("/campaigns"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_said_at_once_and_what_was_typed_is_kept()
    {
        using var answer = await host.PostFormAsync("/campaigns/new", new(Good) { ["weekTo"] = "2027-11-01", ["timeZone"] = "Scotland", ["slots[0].latest"] = "soon", ["theme"] = "<b>Mine</b>" });

        var html = await answer.Content.ReadAsStringAsync();
        Assert.All(["Week: it ends before it begins", "Time zone: \"Scotland\"", "Slot 1, latest: \"soon\""], wrong => Assert.Contains(wrong, Html.Text(html), StringComparison.Ordinal));
        Assert.Contains("&lt;b&gt;Mine&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Empty(await host.Get<CampaignStore>().ListAsync());
    }

    [Fact]
    public async Task A_second_week_at_the_same_address_is_refused()
    {
        using var first = await host.PostFormAsync("/campaigns/new", Good);
        using var second = await host.PostFormAsync("/campaigns/new", Good);

        Assert.Contains("already", Html.Text(await second.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_somebody_else_changed_meanwhile_are_told_and_not_overwritten()
    {
        await A.Campaign(host.Database.DataSource);
        var opened = await VersionAsync();
        using var theirs = await host.PostFormAsync("/campaigns/questions-week/settings", new(Good) { ["approval"] = "second-person", ["version"] = opened });

        using var ours = await host.PostFormAsync("/campaigns/questions-week/settings", new(Good) { ["theme"] = "Ours", ["version"] = opened });

        Assert.Equal(System.Net.HttpStatusCode.Redirect, theirs.StatusCode);
        Assert.Contains("Somebody else changed these settings", Html.Text(await ours.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.True((await host.Get<CampaignStore>().NamedOrOnlyAsync(null)).NeedsSecondPerson);
    }

    private async Task<string> VersionAsync() => Html.Version(await host.GetAsync("/campaigns/questions-week/settings"));

    [Fact]
    public async Task Another_zone_moves_the_posts_and_takes_their_approval_and_a_slot_emptied_is_gone()
    {
        var campaign = await A.Campaign(host.Database.DataSource);
        await A.Slot(host.Database.DataSource, campaign);
        var post = await A.Post(host.Database.DataSource, campaign, at: A.MondayMorning.AddHours(5), approvedBy: "Ailsa");

        using var answer = await host.PostFormAsync("/campaigns/questions-week/settings", new(Good) { ["timeZone"] = "Europe/Paris", ["slots[0].name"] = "", ["slots[0].time"] = "", ["version"] = await VersionAsync() });

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, Html.Text(await answer.Content.ReadAsStringAsync()));
        Assert.Contains("1 post moves with it", await host.ReadAsync("/campaigns/questions-week/settings"), StringComparison.Ordinal);
        var moved = (await host.Get<PostStore>().ListAsync(await host.Get<CampaignStore>().NamedOrOnlyAsync(null))).Single(one => one.Id == post);
        Assert.Equal((A.MondayMorning.AddHours(4), false), (moved.SlotAt, moved.IsApproved));
        Assert.Empty((await host.Get<CampaignStore>().NamedOrOnlyAsync(null)).Slots);
    }

    [Fact]
    public async Task Next_years_week_begins_from_this_one_with_every_date_moved_and_all_of_it_drafts()
    {
        var campaign = await A.Campaign(host.Database.DataSource);
        await A.Post(host.Database.DataSource, campaign, at: A.MondayMorning, approvedBy: "Ailsa");

        using var answer = await host.PostFormAsync("/campaigns/questions-week/copy", new() { ["start"] = "2028-11-13", ["newSlug"] = "" });

        Assert.Equal("/campaigns/questions-week-2028", answer.Headers.Location?.ToString());
        var copy = Assert.Single(await host.Get<PostStore>().ListAsync(await host.Get<CampaignStore>().NamedOrOnlyAsync("questions-week-2028")));
        Assert.Equal((new DateOnly(2028, 11, 13), false), (copy.Content.SlotOn, copy.IsApproved));
    }

    [Theory]
    [InlineData("/campaigns/new")]
    [InlineData("/campaigns/questions-week/settings")]
    [InlineData("/campaigns/questions-week/copy")]
    public async Task Settings_are_a_managers(string path)
    {
        await A.Campaign(host.Database.DataSource);
        var author = await host.SignInAsync("author");

        using var answer = await author.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task<IEnumerable<string>> EventsAsync()
    {
        await using var connection = await host.Database.DataSource.OpenConnectionAsync();
        return await connection.QueryAsync<string>("SELECT actor || ': ' || what FROM events WHERE post_id IS NULL AND what NOT LIKE '%person%' AND what LIKE '%set%'");
    }
}
