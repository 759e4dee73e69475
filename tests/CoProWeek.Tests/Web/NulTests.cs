using System.Net;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Publishing;
using CoProWeek.Tests.Campaigns;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web.Plan;

namespace CoProWeek.Tests.Web;

/// <summary>A NUL, which PostgreSQL refuses, is dropped wherever it can come in.</summary>
public sealed class NulTests : IAsyncLifetime
{
    private DashboardHost host = null!;

    public async Task InitializeAsync() => host = await DashboardHost.StartAsync(PlanDesk.Now);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task In_a_form()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Html.FormToken(await host.GetAsync("/stop?why=x"))), "__RequestVerificationToken" }, { new StringContent("National\0 mourning"), "why" },
        };
        using var answer = await host.Client.PostAsync(new Uri("/stop?handler=Set", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("National mourning", (await host.Get<StopAll>().StandingAsync(CancellationToken.None))!.Why);
    }

    [Theory]
    [InlineData("/history?who=%00")]
    [InlineData("/stop?why=a%00b")]
    [InlineData("/campaigns/questions-week/posts/new?day=%00&kind=%00")]
    [InlineData("/campaigns/questions-week/mentions?who=%00")]
    [InlineData("/campaigns/questions-week/mentions?q=a%00b&by=%00&tag=%00&kind=%00&from=%00&before=%00")]
    [InlineData("/campaigns/questions-week/thanks?begin=%00&order=%00&nth=%00")]
    [InlineData("/campaigns/questions-week/ties?from=%00")]
    public async Task In_an_address(string path)
    {
        await A.Campaign(host.Database.DataSource);

        Assert.DoesNotContain("\0", await host.GetAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_workbook()
    {
        var post = new PostContent { Ref = "a", Kind = "blog", SlotOn = new(2027, 11, 15), SlotTime = new(9, 0), Text = "Who \0decides?", Accounts = [new PostAccount { Network = "x", Handle = "ScotCoPro" }] };

        using var done = await host.ApplyAsync(await host.UploadAsync("/campaigns/new", WorkbookWriter.Write(Plans.Week with { Theme = "Po\0wer" }, [(post, "")]), handler: "Workbook"));

        Assert.Equal("Who decides?", (await host.Get<PostStore>().FindAsync(null, "a")).Content.Text);
        Assert.Equal("Power", (await host.Get<CampaignStore>().NamedOrOnlyAsync(null)).Theme);
    }

    [Fact]
    public async Task In_a_zip()
    {
        var json = CampaignFileWriter.Write(Plans.Week with { Name = "Questions\0 week", Hashtags = ["#CoPro\0WeekScot"] });

        using var done = await host.ApplyAsync(await host.UploadAsync("/campaigns/new", BookXml.Zip(("campaign.json", json), ("plan.csv", "id,date,kind,text\n"u8.ToArray())), "week.zip", handler: "Workbook"));

        var week = await host.Get<CampaignStore>().NamedOrOnlyAsync(null);
        Assert.Equal(("Questions week", "#CoProWeekScot"), (week.Name, Assert.Single(week.Hashtags)));
    }
}
