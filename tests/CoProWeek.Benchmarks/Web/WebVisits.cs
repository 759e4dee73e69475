using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>Ten people who go round all pages, each in an order of their own.</summary>
internal sealed class WebVisits : IDisposable
{
    private readonly List<Visitor> visitors;
    private int tour;

    private WebVisits(List<Visitor> visitors) => this.visitors = visitors;

    /// <summary>All are signed in, and each has uploaded a changed plan to look at.</summary>
    public static async Task<WebVisits> BeginAsync(Uri app, SeededWeek week)
    {
        var people = week.Links.Select((_, n) => new Visitor(app, n, week.Rows)).ToList();
        foreach (var (n, visitor) in people.Index())
        {
            await visitor.SignInAsync(week.Links[n]);
            await visitor.UploadAsync($"/campaigns/{week.Rows.Slug}/plan", $"/campaigns/{week.Rows.Slug}/plan/files/{week.Rows.Slug}.csv");
        }
        return new WebVisits(people);
    }

    public async Task<IReadOnlyList<PageFigures>> WeighAsync()
    {
        var pages = new List<PageFigures>();
        foreach (var page in SiteMap.Pages)
        {
            var weight = await visitors[0].WeighAsync(page);
            if (weight.Foreign.Count > 0)
                throw new InvalidOperationException($"The page {page.Name} asks another host: {string.Join(", ", weight.Foreign)}");
            pages.Add(new PageFigures(page) { Weight = weight });
        }
        return pages;
    }

    /// <summary>Everybody at once.</summary>
    /// <param name="rounds">Each opens every page so often.</param>
    /// <param name="reading">How long each looks at a page before opening the next, on the average; zero: they wait for nothing.</param>
    public async Task<ILookup<SitePage, double>> GoRoundAsync(int rounds, TimeSpan reading)
    {
        var seen = await Task.WhenAll(visitors.Select((visitor, n) => GoRoundAsync(visitor, new Random((1_000 * ++tour) + n), rounds, reading)));
        return seen.SelectMany(each => each).ToLookup(each => each.Page, each => each.Ms);
    }

    private static async Task<List<(SitePage Page, double Ms)>> GoRoundAsync(Visitor visitor, Random order, int rounds, TimeSpan reading)
    {
        var seen = new List<(SitePage, double)>();
        for (var round = 0; round < rounds; round++)
        {
            SitePage[] pages = [.. SiteMap.Pages];
            order.Shuffle(pages);
            foreach (var page in pages)
            {
                await Task.Delay(reading * 2 * order.NextDouble(), TimeProvider.System, CancellationToken.None);
                seen.Add((page, await visitor.OpenAsync(page)));
            }
        }
        return seen;
    }

    /// <summary>One person, one page, again and again: processor time of each of two parties for one opening, in ms.</summary>
    public async Task<(double App, double Database)> AloneAsync(SitePage page, int times, Func<double> app, Func<double> database)
    {
        var (appBefore, databaseBefore) = (app(), database());
        for (var n = 0; n < times; n++)
            await visitors[0].OpenAsync(page);
        return ((app() - appBefore) / times, (database() - databaseBefore) / times);
    }

    public void Dispose() => visitors.ForEach(visitor => visitor.Dispose());
}
