using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>The practice network's own side of OAuth 2.0 with PKCE.</summary>
public sealed class ConsentTests
{
    private const string Back = "https://week.example/accounts/connected";
    private const string Verifier = "a-verifier-that-only-the-app-knows-0123456789";

    [Fact]
    public async Task A_code_gives_a_pair_once()
    {
        await using var x = await Practice.StartAsync();
        var code = await CodeAsync(x);

        var pair = await ExchangeAsync(x, code);

        Assert.Equal((200, "tweet.read users.read"), (pair.Status, (string?)pair.Body!["scope"]));
        Assert.Null(pair.Body!["refresh_token"]);
        using var us = x.Client((string?)pair.Body!["access_token"]);
        Assert.Equal(200, (await x.GetAsync("/2/users/me", us)).Status);
        Assert.Equal(400, (await ExchangeAsync(x, code)).Status);
    }

    [Theory]
    [InlineData("another-verifier", Back)]
    [InlineData(Verifier, "https://week.example/elsewhere")]
    public async Task A_code_is_worth_nothing_to_who_did_not_ask_for_it(string verifier, string back)
    {
        await using var x = await Practice.StartAsync();

        var refused = await ExchangeAsync(x, await CodeAsync(x), verifier, back);

        Assert.Equal((400, "invalid_request"), (refused.Status, (string?)refused.Body!["error"]));
    }

    [Theory]
    [InlineData("code_challenge_method=plain")]
    [InlineData("client_id=another")]
    [InlineData("state=")]
    public async Task The_page_shows_itself_to_nobody_who_asks_wrongly(string wrong)
    {
        await using var x = await Practice.StartAsync();
        var (name, value) = (wrong.Split('=')[0], wrong.Split('=')[1]);
        var query = HttpUtility.ParseQueryString(Page().Split('?')[1]);
        query[name] = value;

        Assert.Equal(400, (await x.GetAsync($"/i/oauth2/authorize?{query}")).Status);
    }

    [Fact]
    public async Task Tokens_that_were_granted_survive_a_restart()
    {
        var folder = Support.TemporaryFolder.Create();
        string token;
        await using (var x = await Practice.StartAsync(journal: Path.Combine(folder, "journal")))
            token = (string)(await ExchangeAsync(x, await CodeAsync(x))).Body!["access_token"]!;

        await using var again = await Practice.StartAsync(journal: Path.Combine(folder, "journal"));

        using var us = again.Client(token);
        Assert.Equal(200, (await again.GetAsync("/2/users/me", us)).Status);
    }

    private static string Page()
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        return $"/i/oauth2/authorize?response_type=code&client_id={Practice.Us.ClientId}&redirect_uri={Uri.EscapeDataString(Back)}&scope=tweet.read%20users.read&state=s&code_challenge={challenge}&code_challenge_method=S256";
    }

    private static async Task<string> CodeAsync(Practice x)
    {
        using var browser = x.Client();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["handle"] = Practice.Us.Handle, ["say"] = "allow" });
        using var said = await browser.PostAsync(new Uri(Page(), UriKind.Relative), form);
        var back = HttpUtility.ParseQueryString(said.Headers.Location!.Query);
        Assert.Equal("s", back["state"]);
        return back["code"]!;
    }

    private static async Task<Seen> ExchangeAsync(Practice x, string code, string verifier = Verifier, string back = Back)
    {
        using var client = x.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Practice.Us.ClientId}:{Practice.Us.ClientSecret}")));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = verifier });
        using var response = await client.PostAsync(new Uri("/2/oauth2/token", UriKind.Relative), form);
        return await Seen.OfAsync(response);
    }
}
