using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>The pages as people read them, the slowest first.</summary>
internal static class WebTable
{
    public static void Print(IReadOnlyList<PageFigures> pages, double rate, double cpu)
    {
        Console.WriteLine($"{"page",-16} {"p50 ms",7} {"p95 ms",7} {"pressed",7} {"app ms",7} {"db ms",6} {"page kB",8} {"all kB",7}");
        foreach (var page in pages.OrderByDescending(page => page.P95))
            Console.WriteLine($"{page.Page.Name,-16} {page.P50,7:0.0} {page.P95,7:0.0} {page.PressedP95,7:0.0} {page.AppMs,7:0.0} {page.DatabaseMs,6:0.0} {page.Weight.PageBytes / 1_000.0,8:0.0} {page.Weight.Kb,7:0.0}{(page.Weight.Kb > PageWeight.MostKb ? " !" : "")}");
        var all = pages.SelectMany(page => page.Times).ToList();
        Console.WriteLine($"all: p50 {Figures.Percentile(all, 0.50):0.0} ms, p95 {Figures.Percentile(all, 0.95):0.0} ms, {all.Count:N0} requests; pressed: {rate:0.0} a second, {cpu:0.0} ms of the app's processor time each");
        Console.WriteLine("p50, p95: ten people who each open a page a second, at the client, on the same cores. pressed: the p95 of ten who wait for nothing. app, db: processor time of one opening, alone. all kB: with style sheet, modules and icon, as sent; without pictures. No request to another host.");
    }
}
