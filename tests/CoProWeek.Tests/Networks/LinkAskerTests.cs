using System.Net;
using CoProWeek.Networks.Links;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks;

/// <summary>Asking a link whether it answers, in a world that means no good.</summary>
public sealed class LinkAskerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("127.0.0.1"), InlineData("10.1.2.3"), InlineData("172.16.0.1"), InlineData("192.168.1.1"), InlineData("169.254.169.254")]
    [InlineData("100.64.0.1"), InlineData("0.0.0.0"), InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("::1"), InlineData("::")]
    [InlineData("fe80::1"), InlineData("fc00::1"), InlineData("ff02::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1"), InlineData("2002:7f00:1::"), InlineData("2001:db8::1")]
    public void What_is_inside_a_house_is_not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1"), InlineData("172.15.0.1"), InlineData("172.32.0.1"), InlineData("2606:4700:4700::1111"), InlineData("::ffff:1.1.1.1")]
    public void What_is_on_the_internet_is(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task Nothing_private_is_asked_unless_a_setting_allows_it()
    {
        await using var site = await PageServer.StartAsync();
        using var asker = new LinkAsker(allowsPrivate: false, Patience);

        var answer = await asker.AskAsync(site.Link(), CancellationToken.None);

        Assert.Equal("an address inside a private network, which is not asked", answer.Words);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_a_circle_ends()
    {
        await using var site = await PageServer.StartAsync();
        using var asker = new LinkAsker(allowsPrivate: true, Patience);

        site.Status = before => before == 0 ? 302 : 200;
        Assert.True((await asker.AskAsync(site.Link(), CancellationToken.None)).IsThere);
        Assert.All(site.Asked, asked => Assert.EndsWith("||", asked, StringComparison.Ordinal));

        site.Status = _ => 302;
        Assert.Equal("redirects without end", (await asker.AskAsync(site.Link(), CancellationToken.None)).Words);
        Assert.InRange(site.Asked.Count, 3, 9);
    }

    [Theory]
    [InlineData("ftp://example.org/x"), InlineData("file:///etc/passwd"), InlineData("https://me:secret@example.org/"), InlineData("blog"), InlineData("")]
    public async Task What_is_no_page_is_not_asked(string link)
    {
        using var asker = new LinkAsker(allowsPrivate: true, Patience);

        Assert.Equal("no address of a page", (await asker.AskAsync(link, CancellationToken.None)).Words);
    }

    [Fact]
    public async Task A_redirect_to_another_scheme_is_not_followed()
    {
        await using var server = new WireServer();
        using var asker = new LinkAsker(allowsPrivate: true, Patience);
        server.Answers(301, "", "Location: file:///etc/passwd");

        Assert.Equal("no address of a page", (await asker.AskAsync(server.Address.AbsoluteUri, CancellationToken.None)).Words);
    }

    [Fact]
    public async Task Silence_ends_by_itself()
    {
        await using var server = new WireServer();
        using var asker = new LinkAsker(allowsPrivate: true, TimeSpan.FromSeconds(1));
        server.KeepsSilent();

        Assert.Equal("no answer within 1 s", (await asker.AskAsync(server.Address.AbsoluteUri, CancellationToken.None)).Words);
    }

    [Fact]
    public async Task Headers_without_end_and_rubbish_are_answers_that_cannot_be_read()
    {
        await using var server = new WireServer();
        using var asker = new LinkAsker(allowsPrivate: true, Patience);
        server.SendsAndCloses($"HTTP/1.1 200 OK\r\nX-Long: {new string('a', 100_000)}\r\n\r\n").SendsAndCloses("what?\r\n\r\n");

        Assert.Equal("no answer that can be read", (await asker.AskAsync(server.Address.AbsoluteUri, CancellationToken.None)).Words);
        Assert.Equal("no answer that can be read", (await asker.AskAsync(server.Address.AbsoluteUri, CancellationToken.None)).Words);
    }

    [Fact]
    public async Task A_page_without_end_is_not_read()
    {
        await using var server = new WireServer();
        using var asker = new LinkAsker(allowsPrivate: true, Patience);
        server.Sends("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nHello");

        Assert.True((await asker.AskAsync(server.Address.AbsoluteUri, CancellationToken.None)).IsThere);
    }
}
