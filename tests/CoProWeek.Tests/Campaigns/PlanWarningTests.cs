namespace CoProWeek.Tests.Campaigns;

public sealed class PlanWarningTests
{
    [Theory]
    [InlineData("a,15/11/2027,9:00,blog,Without the tag,,,,,,,,", "text", "it does not carry #CoProWeekScot")]
    [InlineData("a,15/11/2027,9:00,blog,#CoProWeekScotland is another,,,,,,,,", "text", "it does not carry #CoProWeekScot")]
    [InlineData("a,15/11/2027,9:00,blog,All small #coproweekscot,,,,,,,,", "text", "#coproweekscot is written #CoProWeekScot in this campaign")]
    [InlineData("a,15/11/2027,9:00,blog,Hello @SomeGroup #CoProWeekScot,,,,,,,,", "text", "it names @SomeGroup:")]
    [InlineData("a,15/11/2027,9:00,blog,Hello @SomeGroup #CoProWeekScot,,,,,,@SomeGroup,not needed,", "text", "it names @SomeGroup:")]
    [InlineData("a,15/11/2027,9:00,blog,\"#CoProWeekScot\n---\nSee {link}\",https://example.org,,,,,,,", "text", "there is a link in a reply")]
    [InlineData("a,15/11/2026,9:00,blog,#CoProWeekScot,,,,,,,,", "date", "15 November 2026 is outside the campaign")]
    [InlineData("a,15/11/2027,9:00,blog,#CoProWeekScot,,a.png,,,,,not needed,", "alt", "a picture has no alt text")]
    [InlineData("a,15/11/2027,9:00,blog,#CoProWeekScot,,a.png,A card,,,,,", "permission", "it has a picture and no permission")]
    [InlineData("a,15/11/2027,9:00,vision,#CoProWeekScot,,,,,,,,", "credit", "a vision is somebody's own words and nobody is credited")]
    [InlineData("a,15/11/2027,9:00,share,#CoProWeekScot,,,,,,@SomeGroup,asked 1 Nov,", "text", "it shares the words of @SomeGroup and does not name them")]
    [InlineData("a,15/11/2027,9:00,blog,It\u00e2\u20ac\u2122s #CoProWeekScot,,,,,,,,", "text", "some letters look garbled")]
    public void A_row_to_look_at_again_is_named_and_kept(string row, string column, string what)
    {
        var (rows, findings) = Plans.Read($"{Plans.Header}\n{row}\n");

        Assert.Single(rows);
        Assert.Empty(findings.Problems);
        var warning = Assert.Single(findings.Warnings);
        Assert.Equal((2, column), (warning.Row, warning.Column));
        Assert.StartsWith(what, warning.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,15/11/2027,9:00,blog,All good #CoProWeekScot,,,,,,,,")]
    [InlineData("a,15/11/2027,9:00,blog,With @OurTeam and @ScotCoPro #CoProWeekScot,,,,,,,,")]
    [InlineData("a,15/11/2027,9:00,story,Thank you @SomeGroup #CoProWeekScot,,,,,,@SomeGroup,they agreed 1 Nov,")]
    [InlineData("a,15/11/2027,9:00,blog,Write to us@example.org #CoProWeekScot,,,,,,,,")]
    public void A_good_row_has_no_warning(string row) =>
        Assert.Empty(Plans.Read($"{Plans.Header}\n{row}\n").Findings.Warnings);

    [Fact]
    public void Two_posts_that_begin_alike_are_named()
    {
        var (_, findings) = Plans.Read("""
            id,date,time,kind,text,post to
            a,15/11/2027,9:00,blog,"It is time to get involved in our week: Monday #CoProWeekScot",
            b,16/11/2027,9:00,blog,"It is time to GET  involved in our week: Tuesday #CoProWeekScot",
            c,17/11/2027,9:00,blog,"It is time to get involved in our week: Wednesday #CoProWeekScot",CoProNews

            """);

        var warning = Assert.Single(findings.Warnings);
        Assert.Equal(3, warning.Row);
        Assert.StartsWith("it begins like row 2", warning.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_her_own_is_left_out_and_named()
    {
        var (rows, findings) = Plans.Read("id,date,kind,text,Owner\na,,question,#CoProWeekScot,Sam\n");

        Assert.Single(rows);
        Assert.Equal("plan.csv, row 1, Owner: this is not a column of a plan; it is left out.", Assert.Single(findings.Warnings).ToString());
    }
}
