using CoProWeek.Networks;

namespace CoProWeek.Tests.Networks.X;

public sealed class LinkTests
{
    [Fact]
    public void A_post_has_a_public_address()
    {
        using var x = new XRig(new("http://127.0.0.1:1"));

        Assert.Equal("https://x.com/ourweek/status/1985", x.Network.LinkTo(XRig.Account, 1985).ToString());
    }

    [Theory]
    [InlineData("https://x.com/ourweek/status/1985", 1985L)]
    [InlineData(" https://X.com/OurWeek/status/1985?s=20&t=abc ", 1985L)]
    [InlineData("https://twitter.com/ourweek/status/1985#m", 1985L)]
    [InlineData("http://mobile.twitter.com/ourweek/status/1985/photo/1", 1985L)]
    [InlineData("https://www.x.com/i/web/status/1985", 1985L)]
    [InlineData("x.com/i/status/1985/", 1985L)]
    [InlineData("https://twitter.com/ourweek/statuses/9223372036854775807", 9223372036854775807L)]
    [InlineData("https://x.com/ourweek/status/9999999999999999999", null)]
    [InlineData("https://x.com/ourweek/status/0", null)]
    [InlineData("https://x.com/ourweek/status/19a85", null)]
    [InlineData("https://x.com/ourweek", null)]
    [InlineData("https://notx.com/ourweek/status/1985", null)]
    [InlineData("https://x.com.evil.org/ourweek/status/1985", null)]
    [InlineData("https://evil.org/?u=https://x.com/ourweek/status/1985", null)]
    [InlineData("1985", null)]
    [InlineData("", null)]
    public void An_address_is_read_as_people_copy_it(string link, long? id)
    {
        using var x = new XRig(new("http://127.0.0.1:1"));

        Assert.Equal(id, x.Network.ReadLink(link));
    }

    [Fact]
    public void A_text_is_measured_against_X_s_limit()
    {
        using var x = new XRig(new("http://127.0.0.1:1"));

        Assert.Equal(new TextMeasure(26, 280), x.Network.Measure("Hi https://example.org/long/address"));
        Assert.True(x.Network.Measure(new string('x', 280)).Fits);
        Assert.False(x.Network.Measure(new string('x', 281)).Fits);
    }
}
