using CoProWeek.Accounts;
using CoProWeek.Networks;
using CoProWeek.Tests.Networks.X;

namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>What a person does to their keys at X.</summary>
public sealed class KeyRulesTests
{
    private static readonly NetworkAccount Us = new(1, Practice.Us.Handle);

    [Fact]
    public async Task Keys_of_an_app_that_may_only_read_read_and_post_nothing()
    {
        await using var practice = await Practice.StartAsync();
        using var x = new XRig(practice.Address, keys: FourKeys());
        Assert.Null((await x.Network.WhoAmIAsync(Us, CancellationToken.None)).Lacks);
        await practice.PutAsync("/sandbox/keys", new { handle = "ScotCoPro", read_only = true });

        Assert.Contains("give the app Read and write", (await x.Network.WhoAmIAsync(Us, CancellationToken.None)).Lacks, StringComparison.Ordinal);
        var blocked = Assert.IsType<Outcome.Blocked>(await x.Network.PublishAsync(Us, XRig.Part, CancellationToken.None));

        Assert.Equal((HoldReason.Token, 403), (blocked.Reason, blocked.HttpStatus!.Value));
        Assert.Empty(await practice.PostedTextsAsync());
    }

    [Fact]
    public async Task Revoked_keys_open_nothing_until_leave_is_given_again()
    {
        await using var practice = await Practice.StartAsync();
        await practice.PutAsync("/sandbox/keys", new { handle = "ScotCoPro", revoked = true });
        Assert.Equal(401, (await practice.GetAsync("/2/users/me")).Status);

        await practice.PutAsync("/sandbox/keys", new { handle = "ScotCoPro" });

        Assert.Equal(200, (await practice.GetAsync("/2/users/me")).Status);
        Assert.Equal(404, (await practice.SendAsync(HttpMethod.Put, "/sandbox/keys", new { handle = "nobody" })).Status);
    }

    private static KeysOptions FourKeys() => new()
    {
        ConsumerKey = Practice.Us.ConsumerKey!,
        ConsumerSecret = Practice.Us.ConsumerSecret!,
        Accounts = { [Us.Handle] = new() { AccessToken = Practice.Us.AccessToken!, AccessTokenSecret = Practice.Us.AccessSecret! } },
    };
}
