using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Networks.X;
using Microsoft.Extensions.Options;

namespace CoProWeek.Tests.Networks;

/// <summary>The real X code against the practice network: each was written apart from the other.</summary>
public sealed class XOnSandboxTests
{
    private static readonly SandboxAccount Us = SandboxAccount.Practice("ScotCoPro");
    private static readonly NetworkAccount Account = new(1, "ScotCoPro");
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[3_000_000]];

    [Theory]
    [InlineData("tweet", true)]
    [InlineData("tweet", false)]
    [InlineData("post", true)]
    [InlineData("post", false)]
    public async Task A_thread_with_a_picture_goes_out_and_is_found_as_it_was_said(string names, bool signed)
    {
        var clock = new StepClock(new(2026, 11, 9, 12, 0, 0, TimeSpan.Zero));
        await using var server = await SandboxServer.StartAsync(
            new() { Accounts = [Us], Switches = new() { NewFieldNames = names == "post", MediaProcessingChecks = 1 } }, clock, CancellationToken.None);
        var options = Options.Create(new XOptions { BaseUrl = server.Address.ToString(), FieldNames = names });
        using var http = new XHttp(options, TimeProvider.System);
        var x = Network(http, options.Value, signed ? Signed() : Bearer(), clock);
        const string First = "Tea & <cake>: what matters to you? 🎉 https://example.org/questions?day=1&week=2 #CoProWeekScot";

        Assert.Equal(new(Us.Id, "ScotCoPro"), await x.WhoAmIAsync(Account, CancellationToken.None));
        var uploaded = Assert.IsType<UploadOutcome.Uploaded>(await x.UploadAsync(Account, new("image/png", Png, "A drawn card"), CancellationToken.None));
        var first = Assert.IsType<Outcome.Sent>(await x.PublishAsync(Account, new(First, [uploaded.MediaId], null), CancellationToken.None));
        var second = Assert.IsType<Outcome.Sent>(await x.PublishAsync(Account, new("Part two", [], first.RemoteId), CancellationToken.None));
        var own = await x.FindOwnAsync(Account, new(null, clock.GetUtcNow().AddMinutes(-5)), CancellationToken.None);

        Assert.Equal([second.RemoteId, first.RemoteId], own.Select(post => post.RemoteId));
        Assert.Equal(["Part two", First], own.Select(post => post.Text));
        Assert.Equal([uploaded.MediaKey!], own[1].MediaKeys);
        Assert.Equal(first.RemoteId, own[0].ReplyTo);
        var again = Assert.IsType<Outcome.Rejected>(await x.PublishAsync(Account, new("Part two", [], first.RemoteId), CancellationToken.None));
        Assert.True(again.IsDuplicate);
        Assert.IsType<Outcome.Sent>(await x.RemoveAsync(Account, second.RemoteId, CancellationToken.None));
        Assert.Single(await x.FindOwnAsync(Account, new(null, clock.GetUtcNow().AddMinutes(-5)), CancellationToken.None));
    }

    [Fact]
    public void Two_counts_of_a_text_agree()
    {
        string[] words =
        [
            "a", "é", "e\u0301", "ﬁ", "世界", "한국", "ผู้", "नमस्ते", "🎉", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇬🇧", "❤️", "❤", "©", "©️", "1️⃣", "☎", "™", "1.5", "e.g",
            "#CoProWeekScot", "@ScotCoPro", "$ABC", "https://example.org", "https://example.org/a_(b)?c=d&e=f#g", "http://example.scot:80/", "example.org/path", "www.example.co.uk",
            "me@example.org", "It ended.Then", "world.It", "x.y.z",
        ];
        string[] between = [" ", " ", " ", "\n", " (", ") ", ". ", ", ", "! ", "? ", ": ", "; ", "… ", " – ", " “", "” ", "’ ", "🎉", " 世"];
        var chance = new Random(20261109);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(1, 8)).Select(_ => words[chance.Next(words.Length)] + between[chance.Next(between.Length)]));
            Assert.True(
                CoProWeek.Networks.X.WeightedLength.Of(text) == CoProWeek.Networks.Sandbox.Posts.WeightedLength.Of(text),
                $"X code: {CoProWeek.Networks.X.WeightedLength.Of(text)}, sandbox: {CoProWeek.Networks.Sandbox.Posts.WeightedLength.Of(text)} for [{text}]");
        }
    }

    private static XNetwork Network(XHttp http, XOptions options, KeysOptions keys, CampaignClock clock)
    {
        var pipelines = new XPipelines(TimeProvider.System);
        return new(new XApi(http, pipelines, options.Names), new XUploads(new XMedia(http, pipelines), clock, TimeProvider.System), new AccountKeys(Options.Create(keys)), clock);
    }

    private static KeysOptions Signed() => new()
    {
        ConsumerKey = Us.ConsumerKey!,
        ConsumerSecret = Us.ConsumerSecret!,
        Accounts = { [Us.Handle] = new() { AccessToken = Us.AccessToken!, AccessTokenSecret = Us.AccessSecret! } },
    };

    private static KeysOptions Bearer() => new() { Accounts = { [Us.Handle] = new() { OAuth2Token = Us.UserToken! } } };
}
