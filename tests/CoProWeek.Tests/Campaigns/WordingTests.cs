using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class WordingTests
{
    private const string Link = "https://example.org/blog";

    [Fact]
    public void A_link_takes_the_place_of_its_mark() =>
        Assert.Equal(["Read https://example.org/blog today."], Wording.Parts("Read {link} today.", Link));

    [Fact]
    public void A_link_without_a_mark_ends_the_first_part() =>
        Assert.Equal(["One\n\n#Tag\nhttps://example.org/blog", "Two"], Wording.Parts("One\n\n#Tag\n---\nTwo", Link));

    [Fact]
    public void A_link_that_the_text_holds_is_not_said_twice() =>
        Assert.Equal(["See https://example.org/blog."], Wording.Parts("See https://example.org/blog.", Link));

    [Fact]
    public void A_longer_address_in_the_text_is_another_link() =>
        Assert.Equal(["See https://example.org/blog/2\nhttps://example.org/blog"], Wording.Parts("See https://example.org/blog/2", Link));

    [Fact]
    public void A_mark_may_stand_in_a_later_part() =>
        Assert.Equal(["One", "Two https://example.org/blog"], Wording.Parts("One\n---\nTwo {Link}", Link));

    [Theory]
    [InlineData("One\n---\nTwo")]
    [InlineData("One\r\n---\r\nTwo\r\n")]
    [InlineData("  One  \n  ----  \n\nTwo\n---\n")]
    public void Parts_are_parted_by_a_line_of_dashes(string text) => Assert.Equal(["One", "Two"], Wording.Parts(text, ""));

    [Theory]
    [InlineData("One --- two")]
    [InlineData("One\n-- two")]
    public void Dashes_within_a_line_part_nothing(string text) => Assert.Equal([text], Wording.Parts(text, ""));

    [Fact]
    public void A_post_without_text_says_its_link() => Assert.Equal([Link], Wording.Parts("", Link));

    [Fact]
    public void A_post_without_anything_says_nothing() => Assert.Empty(Wording.Parts(" \n", ""));

    [Fact]
    public void Each_account_has_its_own_words_where_they_differ()
    {
        var post = new PostContent
        {
            Text = "For all",
            Accounts = [new PostAccount { Handle = "One" }, new PostAccount { Handle = "Two", OwnText = "For two" }],
        };

        Assert.Equal([("One", "For all"), ("Two", "For two")], Wording.Of(post).Select(said => (said.Account.Handle, said.Parts[0])));
    }
}
