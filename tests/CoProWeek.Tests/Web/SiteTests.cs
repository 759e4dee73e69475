using System.Net;
using CoProWeek.Accounts;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web.Plan;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace CoProWeek.Tests.Web;

/// <summary>What holds for every page: the benchmark "web" asks the same of a campaign with very many posts.</summary>
public sealed class SiteTests
{
    private const string Slug = "questions-week";

    [Fact]
    public async Task No_page_asks_another_host_and_none_weighs_more_than_150_kB()
    {
        await using var desk = await ApprovalDesk.OpenAsync(text: "Who decides? <img src=\"//elsewhere.example/a.png\"> url(https://elsewhere.example/b.png) https://example.org/a");
        var rows = await RowsAsync(desk);

        foreach (var page in SiteMap.Pages)
        {
            var weight = await PageWeight.OfAsync(page.IsForStrangers ? desk.Dashboard.Stranger : desk.Dashboard.Client, page.PathIn(rows));

            Assert.True(weight.Status is HttpStatusCode.OK, $"{page.PathIn(rows)}: {weight.Status}");
            Assert.True(weight.Foreign.Count == 0, $"{page.PathIn(rows)} asks {string.Join(", ", weight.Foreign)}");
            Assert.True(weight.Kb <= PageWeight.MostKb, $"{page.PathIn(rows)} weighs {weight.Kb} kB");
        }
    }

    [Fact]
    public async Task Every_page_that_can_be_opened_is_on_the_site_map()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var routes = dashboard.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'));

        Assert.Equal(routes.Distinct().Order(), SiteMap.Pages.Select(page => page.Route).Concat(SiteMap.Others).Distinct().Order());
    }

    [Theory]
    [InlineData("""<img class="a" src="//elsewhere.example/a.png">""")]
    [InlineData("""<link rel="stylesheet" href="https://elsewhere.example/a.css">""")]
    [InlineData("""<form method="post" action="http://elsewhere.example/">""")]
    [InlineData("""<button formaction="https://elsewhere.example/">""")]
    [InlineData("""<p style="background: url(https://elsewhere.example/a.png)">""")]
    public void Another_host_is_seen_however_a_page_asks_it(string html) => Assert.Contains(Addresses.OfPage(html), Addresses.IsForeign);

    [Theory]
    [InlineData("""<a href="https://elsewhere.example/">there</a>""")]
    [InlineData("""<img src="/media/0123">&lt;img src=&quot;//elsewhere.example/&quot;&gt;""")]
    [InlineData("""<form method="post" action="/sign-out">""")]
    public void A_link_to_press_and_an_address_of_ours_ask_nobody(string html) => Assert.DoesNotContain(Addresses.OfPage(html), Addresses.IsForeign);

    [Theory]
    [InlineData("@import \"https://elsewhere.example/a.css\";")]
    [InlineData("a { background: url('//elsewhere.example/a.png') }")]
    [InlineData("import { a } from \"https://elsewhere.example/a.js\";")]
    [InlineData("await fetch(`https://elsewhere.example/`)")]
    public void Another_host_is_seen_in_a_sheet_and_in_a_module(string text) => Assert.Contains(Addresses.OfPart(text), Addresses.IsForeign);

    private static async Task<SiteRows> RowsAsync(ApprovalDesk desk)
    {
        var (dashboard, db) = (desk.Dashboard, desk.Dashboard.Database.DataSource);
        var sent = await A.Post(db, 1, at: A.MondayMorning.AddDays(-3), approvedBy: "Ailsa");
        await A.Picture(db, sent, await A.Media(db));
        await A.Attempt(db, await A.Delivery(db, sent, "sent"), "sent");
        var mention = await A.Mention(db, await A.Author(db, "member_1", followers: 40), A.MondayMorning.AddDays(-3), [1_204, 9, 2, 4, 1, 0]);
        var plan = await dashboard.Client.GetByteArrayAsync(new Uri($"/campaigns/{Slug}/plan/files/{Slug}.csv", UriKind.Relative));
        return new SiteRows
        {
            Slug = Slug,
            DraftPost = desk.Post,
            SentPost = sent,
            Account = 1,
            Mention = mention,
            ByHand = await A.Delivery(db, desk.Post, "held", "hand", account: await A.Place(db, 1)),
            Upload = Guid.Parse((await dashboard.UploadAsync($"/campaigns/{Slug}/plan", plan, "plan.csv")).Split('/')[^1]),
            Approve = await desk.AskedAsync(),
            Confirm = await A.AlertTest(db),
            Welcome = await desk.Get<PersonSignIn>().LinkAsync(desk.Bina, "the test", CancellationToken.None),
        };
    }
}
