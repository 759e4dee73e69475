using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using CoProWeek.Networks.ByHand;
using CoProWeek.Publishing;
using CoProWeek.Tests.Campaigns;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;
using CoProWeek.Web;
using Dapper;

namespace CoProWeek.Tests.Networks;

/// <summary>A network where a person posts: what it cannot do, it says, and nothing asks it to.</summary>
public sealed class ByHandNetworkTests
{
    private static readonly NetworkAccount Facebook = new(1, "Facebook");
    private static readonly INetwork Network = new ByHandNetwork();

    [Fact]
    public async Task What_it_cannot_do_it_says_in_words()
    {
        var published = Assert.IsType<Outcome.Blocked>(await Network.PublishAsync(Facebook, new OutgoingPart("Hello", [], null), CancellationToken.None));
        var removed = Assert.IsType<Outcome.Blocked>(await Network.RemoveAsync(Facebook, 1, CancellationToken.None));

        Assert.Equal("Facebook: CoProWeek cannot post there. Post it there yourself, then say so here.", published.Why);
        Assert.Equal("Facebook: CoProWeek cannot delete there. Delete it there yourself.", removed.Why);
        await Assert.ThrowsAsync<NetworkReadException>(() => Network.FindOwnAsync(Facebook, default, CancellationToken.None));
        await Assert.ThrowsAsync<NetworkReadException>(() => Network.SearchAsync(Facebook, new Search("#a"), CancellationToken.None));
        await Assert.ThrowsAsync<NetworkReadException>(() => Network.WhoAmIAsync(Facebook, CancellationToken.None));
        Assert.Equal(0, Network.PriceOf("https://example.org", 4));
        Assert.Equal(new TextMeasure(2, 63_206), Network.Measure("é👍🏽"));
    }

    [Theory]
    [InlineData("Facebook", true)]
    [InlineData("Our LinkedIn page", true)]
    [InlineData("Facebook|Instagram", false)]
    [InlineData("Facebook, the page", false)]
    [InlineData("Facebook (page)", false)]
    [InlineData("Fa\tcebook", false)]
    public void A_place_has_the_teams_own_name_without_the_marks_that_part_names(string name, bool fits)
    {
        var form = CampaignForm.Of(Plans.Week with { Accounts = [new CampaignAccount { Network = "by-hand", Handle = name }] });

        var (_, wrong) = form.Read(new NetworkList([new ByHandNetwork()]));

        Assert.Equal(fits, wrong.Count == 0);
    }

    [Fact]
    public async Task It_is_watched_for_nothing_and_no_report_counts_it()
    {
        await using var desk = await ReportDesk.OpenAsync();
        var campaign = await A.Campaign(desk.Database);
        var place = await A.Place(desk.Database, campaign);
        var delivery = await A.Delivery(desk.Database, await A.Post(desk.Database, campaign, approvedBy: "ann", accounts: [place]), "held", "hand");
        await desk.Get<HandedOver>().PostedAsync(delivery, "https://www.facebook.com/1", early: false, "Ailsa", CancellationToken.None);

        await desk.Get<WatchStore>().SyncAsync(A.Counting, CancellationToken.None);
        var report = await desk.MakeAsync();

        Assert.Equal([(0, 0)], report.Team.Plan.Select(cell => (cell.Posts, cell.SeenKnown)));
        Assert.Empty(report.Posts);
        await using var rows = await desk.Database.OpenConnectionAsync();
        Assert.Equal(["handle ScotCoPro", "hashtag CoProWeekScot"], await rows.QueryAsync<string>("SELECT kind || ' ' || subject FROM watches ORDER BY 1"));
    }
}
