using CoProWeek.Networks.X;

namespace CoProWeek.Tests.Networks.X;

public sealed class WeightedLengthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("This is a test.", 15)]
    [InlineData("A\u0301B", 2)] // two signs that NFC makes one
    [InlineData("A\uFB2C", 4)] // one that NFC makes three
    [InlineData("Tha co-riochdachadh cudromach: à è ì ò ù", 40)]
    [InlineData("ка, ελ, שׁ, नम", 14)] // the letters up to U+10FF weigh 1
    [InlineData("日本", 4)]
    [InlineData("한국", 4)]
    [InlineData("\u10FF\u1100", 3)] // 4351 and 4352
    [InlineData("\u2000\u200D\u200E", 4)] // 8205 and 8206
    [InlineData("\u2010\u201F\u2020", 4)] // 8223 and 8224
    [InlineData("\u2031\u2032\u2037\u2038", 6)] // 8242 to 8247
    [InlineData("“quoted” – and so on…", 22)] // the ellipsis is U+2026
    [InlineData("\U00010000", 2)]
    public void Characters_weigh_one_or_two(string text, int length) => Assert.Equal(length, WeightedLength.Of(text));

    [Theory]
    [InlineData("😷", 2)]
    [InlineData("☺", 2)]
    [InlineData("☀️", 2)]
    [InlineData("©", 1)]
    [InlineData("©️", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("#⃣", 2)]
    [InlineData("1", 1)]
    [InlineData("👍🏽", 2)]
    [InlineData("🙋🏽‍♀️", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👩🏿‍🤝‍👩🏻", 2)]
    [InlineData("🏳️‍🌈", 2)]
    [InlineData("❤️‍🔥", 2)]
    [InlineData("🇬🇧", 2)]
    [InlineData("🇦🇦", 4)] // no such flag
    [InlineData("🇬", 2)]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2)] // Scotland
    [InlineData("🏴", 2)]
    [InlineData("👨👩👧👦", 8)]
    [InlineData("H🐱☺👨‍👩‍👧‍👦", 7)]
    [InlineData("✊‍", 3)] // a joiner that joins nothing
    [InlineData("☎︎", 4)] // asked to be text: two signs
    public void An_emoji_weighs_two_however_it_is_put_together(string text, int length) => Assert.Equal(length, WeightedLength.Of(text));

    [Theory]
    [InlineData("http://test.com", 23)]
    [InlineData("https://www.example.org/a/very/long/path/indeed?with=a&query=too#and-more", 23)]
    [InlineData("HTTPS://EXAMPLE.ORG", 23)]
    [InlineData("test.com", 23)]
    [InlineData("coproweek.scot", 23)]
    [InlineData("foo.co.uk/x", 23)]
    [InlineData("Test https://test.com test https://test.com test.com test", 86)]
    [InlineData("https://test.com.", 24)]
    [InlineData("(https://test.com/page)", 25)]
    [InlineData("https://en.example.org/wiki/Scotland_(country)", 23)]
    [InlineData("https://test.com/page?", 24)]
    [InlineData("https://test.com/page!", 24)]
    [InlineData("https://test.com/page?a=b.", 24)]
    [InlineData("https://test.com:8080/page", 23)]
    [InlineData("https://test.com/?q=1,", 24)]
    [InlineData("test.com,test.org", 47)]
    [InlineData("the end.In the", 31)] // X links it, wanted or not
    [InlineData("one@example.org", 15)] // an address for mail is no link
    [InlineData("jane.me@example.org", 19)]
    [InlineData("@handle.com", 11)]
    [InlineData("#tag.com", 8)]
    [InlineData("-test.com", 9)]
    [InlineData("e.g. 9.30 a.m.", 14)]
    [InlineData("file.docx", 9)]
    [InlineData("http://localhost/x", 18)]
    [InlineData("http://192.168.0.1/x", 20)]
    [InlineData("https://例え.テスト/x", 23)]
    [InlineData("ftp://test.com", 14)] // nothing behind a slash is a link of its own
    [InlineData("example.com.notatld", 31)]
    public void Every_link_weighs_twenty_three(string text, int length) => Assert.Equal(length, WeightedLength.Of(text));

    [Fact]
    public void Half_a_pair_weighs_as_the_replacement_character_it_goes_out_as() =>
        Assert.Equal(8, WeightedLength.Of("\uD83D alone"));

    [Fact]
    public void A_hundred_and_forty_signs_of_two_fill_a_post()
    {
        Assert.Equal(280, WeightedLength.Of(string.Concat(Enumerable.Repeat("🐱", 140))));
        Assert.Equal(281, WeightedLength.Of(new string('x', 281)));
    }
}
