using System.Text;

namespace CoProWeek.Tests.Campaigns;

public sealed class PlanProblemTests
{
    [Fact]
    public void Every_problem_of_every_row_is_told_at_once()
    {
        var (_, findings) = Plans.Read($"""
            {Plans.Header}
            ,31/11/2027,25:00,poem,,ftp://example.org,,,Nobody,soon,,,
            a,15/11/2027,9:00,blog,Fine,,,,,,,,
            a,11/23/2027,,blog,Twice,example.org,,One|Two,,8:00,,,

            """);

        Assert.Equal(
            [
                "plan.csv, row 2, kind: \"poem\" is not a kind. Expected: one of notice, blog, question, vision, story, event, resource, countdown, call, thanks, chat, share.",
                "plan.csv, row 2, date: \"31/11/2027\" is not a day. Expected: a day such as 23/11/2026 (day first), 23-Nov-26 or 2026-11-23.",
                "plan.csv, row 2, id: there is no id. Expected: a short name of its own for each row, such as mon-blog; it never changes.",
                "plan.csv, row 2, time: \"25:00\" is not a time. Expected: a whole minute of the day such as 09:00 or 9am.",
                "plan.csv, row 2, latest: \"soon\" is neither a time nor a span. Expected: a time such as 20:00, or a span such as 30m or 2h.",
                "plan.csv, row 2, link: \"ftp://example.org\" is not a link. Expected: one whole address such as https://example.org/page.",
                "plan.csv, row 2, post to: the campaign has no account \"Nobody\". Expected: one of ScotCoPro, CoProNews, parted by | or commas.",
                "plan.csv, row 4, date: \"11/23/2027\" is not a day. Expected: a day such as 23/11/2026 (day first), 23-Nov-26 or 2026-11-23.",
                "plan.csv, row 4, link: \"example.org\" is not a link. Expected: one whole address such as https://example.org/page.",
                "plan.csv, row 4, alt: there are 2 alt texts for 0 pictures. Expected: one for each picture, parted by |.",
                "plan.csv, row 4, id: the id \"a\" is already that of row 3. Expected: an id of its own for each row.",
            ],
            findings.Problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("a,Tue,15/11/2027,9:00,blog,Text,,,", "day", "the day says Tue, but 15 November 2027 is a Monday")]
    [InlineData("a,Mon,,,question,Text,,,", "date", "the day says Mon, but there is no date")]
    [InlineData("a,,15/11/2027,,thanks,Text,,,", "time", "there is no time, and the campaign has no daily slot for a thanks")]
    [InlineData("a,,15/11/2027,,story,Text,,,", "time", "there is no time, and the campaign has several daily slots for a story")]
    [InlineData("a,,15/11/2027,10:00,event,Text,,,", "latest", "an event must say until when it may still go out")]
    [InlineData("a,,15/11/2027,12:00,chat,Text,,,", "latest", "a chat must say until when it may still go out")]
    [InlineData("a,,15/11/2027,12:00,blog,Text,11:59,,", "latest", "11:59 is not after its time, 12:00")]
    [InlineData("a,,15/11/2027,12:00,blog,Text {link},,,", "link", "the text has a place for a link, but there is none")]
    [InlineData("a,,15/11/2027,12:00,blog,,,,", "text", "there is no text")]
    [InlineData("a,,15/11/2027,12:00,blog,Text,,ScotCoPro|@scotcopro,", "post to", "ScotCoPro is named twice")]
    [InlineData("a,,15/11/2027,12:00,blog,Text,,,Mine", "text (CoProNews)", "there is a text for CoProNews, but the post does not go there")]
    [InlineData("a,,15/11/2027,12:00,blog,Los\uFFFDt,,,", "text", "some letters were lost when the file was saved (they show as \uFFFD)")]
    public void A_row_that_cannot_be_is_named_with_its_column(string row, string column, string wrong)
    {
        var (_, findings) = Plans.Read($"id,day,date,time,kind,text,latest,post to,text (CoProNews)\n{row}\n");

        var problem = Assert.Single(findings.Problems);
        Assert.Equal((2, column, wrong), (problem.Row, problem.Column, problem.Wrong));
    }

    [Fact]
    public void A_part_that_is_too_long_is_shown_with_its_count()
    {
        var (_, findings) = Plans.Read($"id,date,time,kind,text,post to,text (CoProNews)\na,15/11/2027,9:00,blog,\"Short\n---\n{new string('x', 281)}\",ScotCoPro|CoProNews,{new string('y', 300)}\n");

        Assert.Equal(
            [
                "plan.csv, row 2, text: part 2 of 2 is 281 characters long as X counts them. Expected: at most 280: 1 fewer.",
                "plan.csv, row 2, text (CoProNews): the text is 300 characters long as X counts them. Expected: at most 280: 20 fewer.",
            ],
            findings.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_link_counts_where_it_will_stand()
    {
        var (_, findings) = Plans.Read($"id,date,time,kind,text,link\na,15/11/2027,9:00,blog,{new string('x', 270)},https://example.org\n");

        Assert.Equal("text", Assert.Single(findings.Problems).Column);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("id,kind,text\na,blog,Text\n", "the column is missing")]
    [InlineData("name;when\na;b\n", "the column is missing")]
    [InlineData("id,date,kind,text,Text\na,,blog,Text,Text\n", "the column is there twice")]
    [InlineData("id,date,kind,text,text (Nobody)\na,,blog,Text,\n", "the campaign has no account \"Nobody\"")]
    [InlineData("id,date,kind,text\na,,question,Hello, you\n", "there are more cells than named columns; perhaps a comma in a text that is not in quotes")]
    [InlineData("id,date,kind,text\na,,question,\"Hello\" you\n", "there is text after a closing quote mark, so it is not clear where the cell ends")]
    [InlineData("id,date,kind,text\na,,question,\"Hello\nb,,question,you\n", "a quote mark opens a cell here and nothing closes it, so the rest of the file is lost in it")]
    public void A_file_that_is_no_plan_says_why(string csv, string wrong) =>
        Assert.Contains(Plans.Read(csv).Findings.Problems, problem => problem.Wrong == wrong);

    [Fact]
    public void Only_UTF8_is_read_and_anything_else_is_named()
    {
        const string Plan = "id,date,kind,text\na,,question,Caf\u00e9\n";
        var utf16 = Plans.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Plan)]).Findings.Problems;
        var withoutMark = Plans.Read(Encoding.Unicode.GetBytes(Plan)).Findings.Problems;
        var windows = Plans.Read(Encoding.Latin1.GetBytes(Plan)).Findings.Problems;
        var workbook = Plans.Read([(byte)'P', (byte)'K', 3, 4, 0, 0]).Findings.Problems;

        Assert.Equal("the file was saved as Unicode text (UTF-16)", Assert.Single(utf16).Wrong);
        Assert.Equal("the file is not plain text; it may have been saved as Unicode text (UTF-16)", Assert.Single(withoutMark).Wrong);
        Assert.StartsWith("line 2 is not UTF-8", Assert.Single(windows).Wrong, StringComparison.Ordinal);
        Assert.Equal("the file is a workbook or a zip, not a CSV file", Assert.Single(workbook).Wrong);
        Assert.All([.. utf16, .. withoutMark, .. windows, .. workbook], problem => Assert.StartsWith("UTF-8: in Excel choose", problem.Expected, StringComparison.Ordinal));
    }
}
