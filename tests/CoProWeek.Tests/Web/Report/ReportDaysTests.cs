using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Report;

/// <summary>Which days and which other week: chosen on the report's page by a plain form.</summary>
public sealed class ReportDaysTests : IAsyncLifetime
{
    private DashboardHost host = null!;

    public async Task InitializeAsync()
    {
        host = await DashboardHost.StartAsync(A.Counting);
        var account = await A.Account(host.Database.DataSource);
        await A.Campaign(host.Database.DataSource, "week-2026", "Week 2026", from: new(2026, 11, 16), accounts: [account]);
        await A.Campaign(host.Database.DataSource, "week-2027", "Week 2027", accounts: [account]);
        await A.Mention(host.Database.DataSource, await A.Author(host.Database.DataSource, "Ailsa"), new(2026, 11, 17, 9, 0, 0, TimeSpan.Zero));
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Days_are_picked_in_the_browsers_own_calendar_without_a_script()
    {
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(host);
        await browser.GoAsync(new Uri(host.Client.BaseAddress!, "/campaigns/week-2027/report"));

        Assert.Equal("2027-11-01 2027-12-03", await browser.Page.EvaluateAsync<string>("() => [...document.querySelectorAll('input[type=date]')].map(each => each.value).join(' ')"));
        await browser.Page.FillAsync("#from", "2027-11-15");
        await browser.Page.FillAsync("#to", "2027-11-19");
        await browser.Page.SelectOptionAsync("#against", "week-2026");
        await browser.Page.ClickAsync("text=Show");
        await browser.Page.WaitForURLAsync("**/report?from=2027-11-15&to=2027-11-19&against=week-2026");

        Assert.Contains("15 to 19 November 2027", await browser.Page.InnerTextAsync(".report-campaign"), StringComparison.Ordinal);
        Assert.Contains("16 to 20 November 2026 as it stood", await browser.Page.InnerTextAsync("section[aria-labelledby=s-sameAge]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_week_beside_it_leads_to_its_posts_and_goes_into_the_files_as_well()
    {
        var html = await host.GetAsync("/campaigns/week-2027/report?from=2027-11-15&to=2027-11-19&against=week-2026");

        Assert.Contains("/campaigns/week-2026/mentions?tagged=yes&amp;from=2026-11-16&amp;to=2026-11-20", html, StringComparison.Ordinal);
        Assert.Contains("/campaigns/week-2027/report.csv.zip?from=2027-11-15&amp;to=2027-11-19&amp;against=week-2026", html, StringComparison.Ordinal);
        Assert.Contains("\"campaign\": \"week-2026\"", await host.GetAsync("/campaigns/week-2027/report.json?from=2027-11-15&to=2027-11-19&against=week-2026"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("against=nowhere")]
    [InlineData("against=week-2027")]
    public async Task A_week_that_is_no_earlier_one_is_left_out(string query) =>
        Assert.DoesNotContain("Beside Week", await host.ReadAsync($"/campaigns/week-2027/report?{query}"), StringComparison.Ordinal);

    [Fact]
    public async Task Days_that_cannot_be_are_told() =>
        Assert.Contains("the last comes before the first", await host.ReadAsync("/campaigns/week-2027/report?from=2027-11-19&to=2027-11-15"), StringComparison.Ordinal);
}
