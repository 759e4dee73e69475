using CoProWeek.Accounts;
using CoProWeek.Networks;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Networks.X;
using CoProWeek.Tests.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.X;

/// <summary>The real X code against the practice network, over real HTTP, from a picture to the take-down.</summary>
public sealed class AgainstTheSandboxTests
{
    private static readonly NetworkAccount Us = new(1, Practice.Us.Handle);
    private static readonly OwnSince SinceMonday = new(null, Practice.Monday.AddSeconds(-1));
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 2_500_000).Select(n => (byte)n)];

    [Theory]
    [InlineData("tweet", false, "oauth1")]
    [InlineData("tweet", true, "oauth2")]
    [InlineData("post", true, "oauth1")]
    [InlineData("post", false, "oauth2")]
    public async Task A_thread_goes_out_is_read_back_and_is_taken_down(string names, bool newNames, string keys)
    {
        await using var practice = await Practice.StartAsync(new SandboxSwitches { NewFieldNames = newNames });
        using var x = new XRig(practice.Address, names, keys == "oauth1" ? OAuth1() : OAuth2());
        const string Text = "Tea & talk <at noon> – ça va? 👩‍👧 https://example.org/a?b=1&c=2 #CoProWeekScot";

        Assert.Equal(new NetworkIdentity(Practice.Us.Id, Us.Handle), await x.Network.WhoAmIAsync(Us, CancellationToken.None));
        var first = await SendAsync(x, new(Text, [], null));
        var second = await SendAsync(x, new("And the second part, example.org too.", [], first));

        var posts = await x.Network.FindOwnAsync(Us, SinceMonday, CancellationToken.None);
        Assert.Equal([second, first], posts.Select(post => post.RemoteId));
        Assert.Equal(Text, posts[1].Text);
        Assert.Equal((first, 0), (posts[0].ReplyTo, posts[0].MediaCount));
        Assert.Equal(second, Assert.Single(await x.Network.FindOwnAsync(Us, new(first, default), CancellationToken.None)).RemoteId);

        Assert.IsType<Outcome.Sent>(await x.Network.RemoveAsync(Us, second, CancellationToken.None));
        Assert.IsType<Outcome.Sent>(await x.Network.RemoveAsync(Us, second, CancellationToken.None));
        Assert.Equal(first, Assert.Single(await x.Network.FindOwnAsync(Us, SinceMonday, CancellationToken.None)).RemoteId);
    }

    [Theory]
    [InlineData("tweet", false, "oauth1")]
    [InlineData("post", true, "oauth2")]
    public async Task A_picture_with_its_alt_text_stands_on_the_post(string names, bool newNames, string keys)
    {
        await using var practice = await Practice.StartAsync(new SandboxSwitches { NewFieldNames = newNames, MediaProcessingChecks = 1 });
        using var x = new XRig(practice.Address, names, keys == "oauth1" ? OAuth1() : OAuth2());

        var picture = Assert.IsType<UploadOutcome.Uploaded>(await x.Network.UploadAsync(Us, new("image/png", Png, "A drawn card: “Why?” & ‘how?’"), CancellationToken.None));
        await SendAsync(x, new("The card of the day: https://example.org", [picture.MediaId], null));

        var post = Assert.Single(await x.Network.FindOwnAsync(Us, SinceMonday, CancellationToken.None));
        Assert.Equal("The card of the day: https://example.org", post.Text);
        Assert.Equal((picture.MediaKey!, 1), (Assert.Single(post.MediaKeys), post.MediaCount));
        Assert.Contains("A drawn card: “Why?” & ‘how?’", (await practice.StateAsync())["media"]!.ToJsonString(Unescaped));
    }

    [Fact]
    public async Task The_same_text_twice_is_a_duplicate()
    {
        await using var practice = await Practice.StartAsync();
        using var x = new XRig(practice.Address, keys: OAuth1());

        Assert.IsType<Outcome.Sent>(await x.Network.PublishAsync(Us, XRig.Part, CancellationToken.None));
        var again = Assert.IsType<Outcome.Rejected>(await x.Network.PublishAsync(Us, XRig.Part, CancellationToken.None));

        Assert.True(again.IsDuplicate);
    }

    [Fact]
    public async Task Wrong_keys_are_blocked()
    {
        await using var practice = await Practice.StartAsync();
        var keys = OAuth1();
        keys.ConsumerSecret = "another";
        using var x = new XRig(practice.Address, keys: keys);

        Assert.Equal(HoldReason.Token, Assert.IsType<Outcome.Blocked>(await x.Network.PublishAsync(Us, XRig.Part, CancellationToken.None)).Reason);
        var unread = await Assert.ThrowsAsync<NetworkReadException>(() => x.Network.WhoAmIAsync(Us, CancellationToken.None));
        Assert.Equal(HoldReason.Token, unread.Reason);
    }

    [Fact]
    public async Task An_address_with_every_reserved_character_is_signed_as_the_server_reads_it()
    {
        await using var practice = await Practice.StartAsync();
        using var x = new XRig(practice.Address, keys: OAuth1());
        var keys = x.Keys.For(Us.Handle)!;

        var reply = await x.Api.SearchAsync(keys, new("#CoProWeekScot \"a+b & c 100% it's (ok)!* ~ = / ? ☃\""), CancellationToken.None);

        var answer = Assert.IsType<XReply.Answer>(reply);
        Assert.True(answer.Status == 200, answer.Excerpt);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<long> SendAsync(XRig x, OutgoingPart part) =>
        Assert.IsType<Outcome.Sent>(await x.Network.PublishAsync(Us, part, CancellationToken.None)).RemoteId;

    private static KeysOptions OAuth1() => new()
    {
        ConsumerKey = Practice.Us.ConsumerKey!,
        ConsumerSecret = Practice.Us.ConsumerSecret!,
        Accounts = { [Us.Handle] = new() { AccessToken = Practice.Us.AccessToken!, AccessTokenSecret = Practice.Us.AccessSecret! } },
    };

    private static KeysOptions OAuth2() => new() { Accounts = { [Us.Handle] = new() { OAuth2Token = Practice.Us.UserToken! } } };
}
