namespace CoProWeek.Tests.Networks;

/// <summary>A text is counted twice in this program, by code written apart: each checks the other.</summary>
public sealed class TwoCountsTests
{
    [Fact]
    public void The_X_code_and_the_sandbox_count_a_text_alike()
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
            var (x, sandbox) = (CoProWeek.Networks.X.WeightedLength.Of(text), CoProWeek.Networks.Sandbox.Posts.WeightedLength.Of(text));
            Assert.True(x == sandbox, $"The X code counts {x}, the sandbox {sandbox}: [{text}]");
        }
    }
}
