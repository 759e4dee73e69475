using System.Text;
using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class PlanFileTests
{
    private const string Two = "id,date,time,kind,text\na,15/11/2027,9:00,blog,First\nb,2027-11-16,,question,Second\n";

    [Fact]
    public void Columns_stand_in_any_order_and_any_case()
    {
        var post = Assert.Single(Plans.Good("Text,KIND,Post To,date,ID,time\nHello,Blog,CoProNews,15-Nov-27,a,9am\n"));

        Assert.Equal(("a", "blog", "Hello", new DateOnly(2027, 11, 15), new TimeOnly(9, 0)), (post.Ref, post.Kind, post.Text, post.SlotOn, post.SlotTime));
        Assert.Equal("CoProNews", Assert.Single(post.Accounts).Handle);
    }

    [Theory]
    [InlineData(',', "\n", false)]
    [InlineData(',', "\r\n", true)]
    [InlineData(';', "\r\n", true)]
    [InlineData('\t', "\r\n", true)]
    [InlineData(';', "\r", false)]
    public void Any_separator_line_end_and_byte_order_mark_gives_the_same_posts(char separator, string lineEnd, bool mark)
    {
        var text = Two.Replace(',', separator).Replace("\n", lineEnd, StringComparison.Ordinal);

        var posts = Plans.Good([.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)]);

        Assert.Equal([("a", "First"), ("b", "Second")], posts.Select(post => (post.Ref, post.Text)));
        Assert.Equal(new TimeOnly(12, 0), posts[1].SlotTime);
    }

    [Fact]
    public void Excels_own_first_line_names_the_separator()
    {
        var (rows, findings) = Plans.Read("sep=;\r\nid;date;kind;text\r\na;15/11/2027;nonsense;First\r\n");

        Assert.Equal("a", Assert.Single(rows).Content.Ref);
        Assert.Equal(2, Assert.Single(findings.Problems, problem => problem.Column == "kind").Row);
    }

    [Fact]
    public void A_quoted_text_keeps_its_lines_commas_quotes_and_emoji()
    {
        var post = Plans.Good("id,date,time,kind,text\r\na,15/11/2027,09:00,blog,\"One, \"\"two\"\" 👩🏽‍🤝‍👨🏿\r\n\r\nthree\r\n---\r\nfour é\"\r\n")[0];

        Assert.Equal("One, \"two\" 👩🏽‍🤝‍👨🏿\n\nthree\n---\nfour é", post.Text);
        Assert.Equal(2, Wording.Of(post)[0].Parts.Count);
    }

    [Fact]
    public void Rows_are_counted_as_a_spreadsheet_counts_them()
    {
        var (_, findings) = Plans.Read("id,date,time,kind,text\na,15/11/2027,9:00,blog,\"two\nlines\"\n,,,,\n\nb,nonsense,9:00,blog,text\n");

        Assert.Equal(5, Assert.Single(findings.Problems).Row);
    }

    [Fact]
    public void An_apostrophe_of_Excels_is_dropped()
    {
        var post = Plans.Good("id,date,time,kind,text,notes\n'01,'15/11/2027,'9:00,blog,'=us,''Tis\n")[0];

        Assert.Equal(("01", new TimeOnly(9, 0), "=us", "'Tis"), (post.Ref, post.SlotTime, post.Text, post.Notes));
    }

    [Fact]
    public void A_stray_quote_mark_inside_a_text_is_only_that() =>
        Assert.Equal("A 5\" screen", Plans.Good("id,date,time,kind,text\na,15/11/2027,9:00,blog,A 5\" screen\n")[0].Text);

    [Fact]
    public void A_row_without_a_date_is_a_spare()
    {
        var post = Plans.Good("id,date,time,kind,text\na,,,question,Some day\n")[0];

        Assert.Equal((null, null), (post.SlotOn, post.SlotTime));
    }

    [Fact]
    public void An_account_may_have_words_of_its_own()
    {
        var post = Plans.Good("id,date,time,kind,text,post to,text (@copronews)\na,15/11/2027,9:00,blog,For all,ScotCoPro | @CoProNews,For the news\nb,15/11/2027,9:30,blog,Other,\"CoProNews, ScotCoPro\",\n");

        Assert.Equal([("ScotCoPro", null), ("CoProNews", "For the news")], post[0].Accounts.Select(account => (account.Handle, account.OwnText)));
        Assert.Equal(["CoProNews", "ScotCoPro"], post[1].Accounts.Select(account => account.Handle));
    }

    [Fact]
    public void A_post_that_names_no_account_goes_to_the_first() =>
        Assert.Equal("ScotCoPro", Assert.Single(Plans.Good(Two)[0].Accounts).Handle);

    [Fact]
    public void Pictures_and_their_alt_texts_are_parted_by_a_bar()
    {
        var post = Plans.Good($"{Plans.Header}\na,15/11/2027,9:00,blog,Look,,cards\\a.png | b.png|c.png,A card||The third,,,,not needed,\n")[0];

        Assert.Equal([("cards/a.png", "A card"), ("b.png", ""), ("c.png", "The third")], post.Pictures.Select(picture => (picture.FileName, picture.AltText)));
    }

    [Theory]
    [InlineData("Mon")]
    [InlineData("monday")]
    [InlineData("Mo.")]
    public void A_day_that_agrees_with_its_date_is_welcome(string day) =>
        Assert.Single(Plans.Good($"id,day,date,time,kind,text\na,{day},15/11/2027,9:00,blog,Text\n"));
}
