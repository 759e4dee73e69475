using Microsoft.Playwright;

namespace CoProWeek.Tests.Support;

/// <summary>One headless Chromium, the system's own, for the whole run. Each page has a profile of its own.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private static readonly string[] Applications =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>
    /// Parts of the browser's own window, which nobody sees here: each page had two processes more, which cost more than the page.
    /// Chromium takes the last such list alone, so what Playwright turns off for steadiness stands in it too.
    /// </summary>
    private static readonly string[] WithoutFeatures =
    [
        "WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "PreloadTopChromeWebUI", "SpareRendererForSitePerProcess",
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "MediaRouter", "OptimizationHints", "PaintHolding", "Translate",
    ];

    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    /// <summary>A page in a window of so many CSS pixels: 390 across is a telephone. It may be one that runs no script.</summary>
    public static async Task<BrowserPage> OpenAsync(int width = 1280, int height = 900, bool scripts = true)
    {
        var browser = await Started.Value;
        var profile = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB", JavaScriptEnabled = scripts });
        return new BrowserPage(profile, await profile.NewPageAsync());
    }

    private static async Task<IBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = [.. Arguments, $"--disable-features={string.Join(',', WithoutFeatures)}"] });
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .Concat(Applications)
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("No Chromium was found on this machine: sh deploy/set-up.sh --browser");
}
