using CoProWeek.Clock;
using CoProWeek.Web;

namespace CoProWeek.Tests.Web;

public sealed class InWordsTests
{
    [Theory]
    [InlineData(-5, "now")]
    [InlineData(20, "in less than a minute")]
    [InlineData(14 * 60, "in 14 min")]
    [InlineData(2 * 3600, "in 2 h")]
    [InlineData((2 * 3600) + (14 * 60), "in 2 h 14 min")]
    [InlineData(29 * 3600, "in 1 day 5 h")]
    [InlineData(9 * 86400, "in 9 days")]
    [InlineData(42 * 86400, "in 6 weeks")]
    public void A_span_is_said_no_finer_than_helps(int seconds, string words) =>
        Assert.Equal(words, InWords.Until(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("Short", "Short")]
    [InlineData("One line\n\nand another", "One line · and another")]
    [InlineData("A question?\nAn answer", "A question? An answer")]
    [InlineData("Read {link}\n---\nThank you", "Read · Thank you")]
    [InlineData("Twelve words, more than will fit here", "Twelve words, more…")]
    [InlineData("Twelve letters and, then more of it", "Twelve letters and…")]
    public void The_first_words_are_whole_words_on_one_line(string text, string words) =>
        Assert.Equal(words, InWords.First(text, 22));

    [Fact]
    public void A_word_without_end_is_not_cut_inside_an_emoji() =>
        Assert.Equal("aaa…", InWords.First("aaa💛💛💛", 4));

    [Fact]
    public void Elsewhere_the_offset_stands_for_the_zone()
    {
        var noon = new DateTimeOffset(2027, 11, 15, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal("Mon 15 Nov 13:00 UTC+01:00", new WallClock("Europe/Paris").DayAndTime(noon));
        Assert.Equal("Mon 15 Nov 07:00 UTC-05:00", new WallClock("America/New_York").DayAndTime(noon));
        Assert.Equal("Mon 15 Nov 12:00 GMT", new WallClock("Europe/Dublin").DayAndTime(noon));
    }
}
