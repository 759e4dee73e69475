using CoProWeek.Campaigns.Files;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace CoProWeek.Tests.Campaigns;

/// <summary>Workbooks as other programs write them.</summary>
public sealed class WorkbookReadingTests
{
    private static readonly string Header = BookXml.Row("id", "day", "date", "time", "kind", "text", "latest", "notes");

    [Fact]
    public void Days_and_times_are_read_as_such_whatever_their_format()
    {
        var post = Single(Header + BookXml.Row("a", "<c s=\"3\"><v>46706</v></c>", "<c s=\"1\"><v>46706</v></c>", "<c><v>0.37499999999999994</v></c>", "blog", "Words", "<c s=\"2\"><v>0.83333333333333337</v></c>"));

        Assert.Equal((new DateOnly(2027, 11, 15), new TimeOnly(9, 0), "20:00"), (post.SlotOn, post.SlotTime, post.Latest));
    }

    [Fact]
    public void A_workbook_of_an_old_Macintosh_counts_its_days_from_1904()
    {
        var post = Single(Header + BookXml.Row("a", "", "<c s=\"1\"><v>45244</v></c>", "<c s=\"2\"><v>4.1666666666666664E-2</v></c>", "blog", "Words"), settings: "date1904=\"1\"");

        Assert.Equal((new DateOnly(2027, 11, 15), new TimeOnly(1, 0)), (post.SlotOn, post.SlotTime));
    }

    [Fact]
    public void Days_and_times_written_as_text_or_in_ISO_are_read_too()
    {
        var post = Single(Header + BookXml.Row("a", "Mon", "<c t=\"d\"><v>2027-11-15T00:00:00</v></c>", "9.30am", "blog", "Words", "30m"));

        Assert.Equal((new DateOnly(2027, 11, 15), new TimeOnly(9, 30), "30m"), (post.SlotOn, post.SlotTime, post.Latest));
    }

    [Fact]
    public void A_text_may_be_shared_in_runs_or_made_by_a_formula_and_an_apostrophe_of_Excels_is_dropped()
    {
        var post = Single(
            Header + BookXml.Row("<c><v>12</v></c>", "", "15/11/2027", "9:00", "blog", "<c t=\"s\"><v>0</v></c>", "<c t=\"str\"><f>1&amp;\"h\"</f><v>1h</v></c>", "'=not a formula"),
            shared: ["<r><t>One </t></r><r><t xml:space=\"preserve\">two_x000A_three</t></r><rPh><t>spoken</t></rPh>"]);

        Assert.Equal(("12", "One two\nthree", "1h", "=not a formula"), (post.Ref, post.Text, post.Latest, post.Notes));
    }

    [Fact]
    public void Cells_that_hold_nothing_may_be_left_out_and_rows_keep_their_numbers()
    {
        var (_, findings) = Read("<row r=\"1\">" + Header[5..] + "<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"F7\" t=\"inlineStr\"><is><t>Words</t></is></c></row>");

        var problem = Assert.Single(findings.Problems);
        Assert.Equal(("week.xlsx, sheet Plan", 7, "kind"), (problem.File, problem.Row, problem.Column));
    }

    [Fact]
    public void Errors_and_formulas_never_reckoned_are_named_with_their_cells()
    {
        var (_, findings) = Read(Header + BookXml.Row("a", "", "15/11/2027", "9:00", "blog", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "", "<c><f>A1</f></c>"));

        Assert.Contains(findings.Problems, problem => problem is { Row: 2, Column: "text" } && problem.Wrong.Contains("#DIV/0!", StringComparison.Ordinal));
        Assert.Contains(findings.Problems, problem => problem is { Row: 2, Column: "notes" } && problem.Wrong.Contains("never saved", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_never_ends_is_told_of_once_and_read_no_further()
    {
        var (_, findings) = Read(Header + $"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 1_000_000))}</row>");

        Assert.Single(findings.Problems, problem => problem.Wrong.Contains("far outside the table", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("_x0041_")]
    [InlineData("bell\a and \u000B there")]
    [InlineData("👩🏽‍🤝‍👨🏿 e\u0301 \uFFFE")]
    [InlineData("'quoted'")]
    [InlineData("=1+1")]
    [InlineData("two\nlines")]
    public void A_text_is_read_as_it_was_written(string text)
    {
        var post = new CoProWeek.Campaigns.PostContent { Ref = "a", Kind = "blog", SlotOn = new(2027, 11, 15), SlotTime = new(9, 0), Text = text, Accounts = [new() { Network = "x", Handle = "ScotCoPro" }] };
        var (posts, findings) = ReadBytes(WorkbookWriter.Write(Plans.Week, [(post, "draft")]));

        Assert.Empty(findings.Problems);
        Assert.Equal(text, Assert.Single(posts).Content.Text);
    }

    [Fact]
    public void A_workbook_of_ours_is_one_by_Offices_own_rules()
    {
        var post = new CoProWeek.Campaigns.PostContent { Ref = "a", Kind = "blog", SlotOn = new(2027, 11, 15), SlotTime = new(9, 0), Text = "=1+1", Latest = "20:00", Accounts = [new() { Network = "x", Handle = "ScotCoPro", OwnText = "Ours" }] };
        using var document = SpreadsheetDocument.Open(new MemoryStream(WorkbookWriter.Write(Plans.Week, [(post, "draft"), (post with { SlotOn = null, SlotTime = null, Latest = "30m" }, "spare")])), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    private static CoProWeek.Campaigns.PostContent Single(string rows, string[]? shared = null, string settings = "")
    {
        var (posts, findings) = Read(rows, shared, settings);
        Assert.Empty(findings.Problems);
        return Assert.Single(posts).Content;
    }

    private static (List<PlanRow> Posts, Findings Findings) Read(string rows, string[]? shared = null, string settings = "") =>
        ReadBytes(BookXml.Write(rows, shared, settings));

    private static (List<PlanRow> Posts, Findings Findings) ReadBytes(byte[] bytes)
    {
        var findings = new Findings();
        var book = WorkbookFile.Read(bytes, findings, "week.xlsx");
        var file = findings.In(WorkbookFile.Place("week.xlsx", "Plan"));
        return (PlanFile.Read(PlanSheet.Read(book!.Plan!, file), Plans.Week, file), findings);
    }
}
