using System.Net;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

public sealed class ServingTests
{
    [Fact]
    public async Task Every_page_is_bound_by_a_strict_policy_and_fetches_nothing_from_elsewhere()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), text: "See https://example.org/there", approvedBy: "ann");
        await A.Picture(db, post, await A.Media(db));
        await A.Delivery(db, post, "sent");

        foreach (var path in new[] { "/", "/week", "/campaigns/questions-week", $"/posts/{post}", "/not-here", "/problem" })
        {
            using var response = await dashboard.Client.GetAsync(new Uri(path, UriKind.Relative));
            var html = await response.Content.ReadAsStringAsync();
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();

            Assert.StartsWith("default-src 'none'; style-src 'self'; img-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.NotEmpty(Html.Fetched(html));
            Assert.All(Html.Fetched(html), address => Assert.Matches("^/[^/]", address));
            Assert.DoesNotMatch("(?i)<script(?! type=\"module\" src=\"/)|<iframe|\\son[a-z]+=|\\sstyle=|http-equiv(?!=\"refresh\")", html);
        }
    }

    [Fact]
    public async Task What_a_page_fetches_is_there_whole_and_may_be_kept_for_ever()
    {
        await using var dashboard = await DashboardHost.StartAsync();

        foreach (var (address, type) in Html.Fetched(await dashboard.GetAsync("/")).Distinct().Select(a => (a, a.Split('.')[^1] switch { "css" => "text/css", "js" => "text/javascript", _ => "image/svg+xml" })))
        {
            using var response = await dashboard.Client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
            Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.True((await response.Content.ReadAsByteArrayAsync()).Length > 100);
            Assert.DoesNotMatch("@import|url\\(\\s*['\"]?(https?:)?//", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_picture_is_put_together_from_its_chunks_and_may_be_kept_for_ever()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var hash = await A.Media(dashboard.Database.DataSource, chunk: 20);

        using var response = await dashboard.Client.GetAsync(new Uri($"/media/{hash}", UriKind.Relative));

        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(A.Png, await response.Content.ReadAsByteArrayAsync());
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/media/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/media/../../etc/passwd")]
    [InlineData("/nothing")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var dashboard = await DashboardHost.StartAsync();

        using var response = await dashboard.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_database_without_our_tables_is_said_in_words()
    {
        await using var dashboard = await DashboardHost.StartAsync(migrated: false);

        dashboard.Client.DefaultRequestHeaders.Add("Cookie", "coproweek=any");
        using var response = await dashboard.Client.GetAsync(new Uri("/", UriKind.Relative));
        var page = Html.Text(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("The database does not answer as it should", page, StringComparison.Ordinal);
        Assert.Contains("coproweek migrate", page, StringComparison.Ordinal);
    }
}
