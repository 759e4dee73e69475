using System.Net.Http.Headers;
using System.Text;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class TokenTests
{
    private static readonly string Basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Practice.Us.ClientId}:{Practice.Us.ClientSecret}"));

    [Fact]
    public async Task A_refresh_gives_a_new_pair_that_works()
    {
        await using var x = await Practice.StartAsync();

        var pair = await RefreshAsync(x, Practice.Us.RefreshToken!);

        Assert.Equal(200, pair.Status);
        Assert.Equal("bearer", (string?)pair.Body!["token_type"]);
        Assert.Equal(7200, (int?)pair.Body!["expires_in"]);
        using var renewed = x.Client((string?)pair.Body!["access_token"]);
        Assert.Equal(200, (await x.GetAsync("/2/users/me", renewed)).Status);
        Assert.Equal(200, (await RefreshAsync(x, (string)pair.Body!["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task A_refresh_token_used_twice_kills_its_family()
    {
        await using var x = await Practice.StartAsync();
        var pair = await RefreshAsync(x, Practice.Us.RefreshToken!);

        var again = await RefreshAsync(x, Practice.Us.RefreshToken!);

        Assert.Equal(400, again.Status);
        Assert.Equal("invalid_request", (string?)again.Body!["error"]);
        using var renewed = x.Client((string?)pair.Body!["access_token"]);
        Assert.Equal(401, (await x.GetAsync("/2/users/me", renewed)).Status);
        Assert.Equal(401, (await x.GetAsync("/2/users/me")).Status);
        Assert.Equal(400, (await RefreshAsync(x, (string)pair.Body!["refresh_token"]!)).Status);
    }

    [Fact]
    public async Task A_refreshed_token_lives_two_campaign_hours()
    {
        await using var x = await Practice.StartAsync();
        var pair = await RefreshAsync(x, Practice.Us.RefreshToken!);
        using var renewed = x.Client((string?)pair.Body!["access_token"]);

        x.Forward(TimeSpan.FromMinutes(119));
        Assert.Equal(200, (await x.GetAsync("/2/users/me", renewed)).Status);
        x.Forward(TimeSpan.FromMinutes(2));
        Assert.Equal(401, (await x.GetAsync("/2/users/me", renewed)).Status);
    }

    [Fact]
    public async Task A_confidential_client_shows_its_secret()
    {
        await using var x = await Practice.StartAsync();

        var refused = await RefreshAsync(x, Practice.Us.RefreshToken!, basic: null);

        Assert.Equal(401, refused.Status);
        Assert.Equal("unauthorized_client", (string?)refused.Body!["error"]);
        Assert.Equal(200, (await RefreshAsync(x, Practice.Us.RefreshToken!)).Status);
    }

    [Fact]
    public async Task A_public_client_names_its_id_in_the_form()
    {
        await using var x = await Practice.StartAsync(us: Practice.Us with { ClientSecret = null });

        Assert.Equal(401, (await RefreshAsync(x, Practice.Us.RefreshToken!, basic: null)).Status);
        Assert.Equal(200, (await RefreshAsync(x, Practice.Us.RefreshToken!, basic: null, clientId: Practice.Us.ClientId)).Status);
    }

    [Fact]
    public async Task A_rotation_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("coproweek-sandbox-");
        try
        {
            var journal = Path.Combine(folder.FullName, "journal");
            Seen pair;
            await using (var x = await Practice.StartAsync(journal: journal))
                pair = await RefreshAsync(x, Practice.Us.RefreshToken!);

            await using var again = await Practice.StartAsync(journal: journal);

            using var renewed = again.Client((string?)pair.Body!["access_token"]);
            Assert.Equal(200, (await again.GetAsync("/2/users/me", renewed)).Status);
            Assert.Equal(400, (await RefreshAsync(again, Practice.Us.RefreshToken!)).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<Seen> RefreshAsync(Practice x, string token) => RefreshAsync(x, token, Basic);

    private static async Task<Seen> RefreshAsync(Practice x, string token, string? basic, string? clientId = null)
    {
        using var client = x.Client();
        if (basic is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = token };
        if (clientId is not null)
            form["client_id"] = clientId;
        using var content = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync("/2/oauth2/token", content);
        return await Seen.OfAsync(response);
    }
}
