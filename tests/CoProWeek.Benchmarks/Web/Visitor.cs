using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>Somebody in front of a browser: signs in by a one-time link, and then opens one page after another.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient http;
    private readonly HttpClient stranger;
    private readonly int number;
    private SiteRows rows;
    private int asked;

    public Visitor(Uri app, int number, SiteRows rows)
    {
        (this.number, this.rows) = (number, rows);
        http = Client(app);
        stranger = Client(app);
    }

    /// <summary>As a person does: open the link, press the button.</summary>
    public async Task SignInAsync(string link)
    {
        using var answer = await PostAsync(link, new FormUrlEncodedContent([new("later", "yes"), new("__RequestVerificationToken", await TokenAsync(link))]));
        if (answer.StatusCode is not HttpStatusCode.Redirect || answer.Headers.Location?.OriginalString != "/")
            throw new InvalidOperationException($"{link} did not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Uploads the plan with changes, whose difference is one of the pages.</summary>
    public async Task UploadAsync(string page, string file)
    {
        var plan = await (await AskAsync(http, file)).Content.ReadAsStringAsync();
        using var form = new MultipartFormDataContent { { new StringContent(await TokenAsync(page)), "__RequestVerificationToken" } };
        // One post in ten says something else.
        form.Add(new StringContent(OneInTen().Replace(plan, "$1. ")), "plan", "plan.csv");
        using var answer = await PostAsync(page, form);
        rows = rows with { Upload = Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1]) };
    }

    /// <summary>How long until all of it is here, in ms.</summary>
    public async Task<double> OpenAsync(SitePage page)
    {
        var path = page.PathIn(rows);
        var begun = Stopwatch.GetTimestamp();
        using var answer = await AskAsync(page.IsForStrangers ? stranger : http, path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer.StatusCode is HttpStatusCode.OK && bytes.Length > 0
            ? took
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}:\n{await answer.Content.ReadAsStringAsync()}");
    }

    public Task<PageWeight> WeighAsync(SitePage page) => PageWeight.OfAsync(page.IsForStrangers ? stranger : http, page.PathIn(rows));

    public void Dispose()
    {
        http.Dispose();
        stranger.Dispose();
    }

    private static HttpClient Client(Uri app) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = app };

    private async Task<string> TokenAsync(string page) =>
        FormToken().Match(await (await AskAsync(http, page)).Content.ReadAsStringAsync()).Groups[1].Value;

    private Task<HttpResponseMessage> AskAsync(HttpClient client, string path) => SendAsync(client, new HttpRequestMessage(HttpMethod.Get, path));

    private Task<HttpResponseMessage> PostAsync(string path, HttpContent body) => SendAsync(http, new HttpRequestMessage(HttpMethod.Post, path) { Content = body });

    /// <summary>Behind a proxy, each time from another address: how often one address may knock at the sign-in page is not what is measured.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            var n = Interlocked.Increment(ref asked);
            request.Headers.Add("X-Forwarded-For", $"10.{number}.{n / 250 % 250}.{n % 250}");
            return await client.SendAsync(request);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)")]
    private static partial Regex FormToken();

    [GeneratedRegex("(?<=[,\"])([0-9]*5): ")]
    private static partial Regex OneInTen();
}
