using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Tests.Campaigns;

public sealed class CellTests
{
    [Theory]
    [InlineData("23/11/2026")]
    [InlineData("23/11/26")]
    [InlineData("23.11.2026")]
    [InlineData("23-11-2026")]
    [InlineData("23-Nov-26")]
    [InlineData("23-nov-2026")]
    [InlineData("23 November 2026")]
    [InlineData("Mon 23 Nov 2026")]
    [InlineData("Monday, 23 November 2026")]
    [InlineData("2026-11-23")]
    [InlineData("2026-11-23T00:00:00")]
    [InlineData("2026-11-23 00:00:00.000")]
    [InlineData("23/11/2026 00:00")]
    [InlineData("23/11/2026 0:00:00")]
    [InlineData("46349")]
    [InlineData("46349.0")]
    [InlineData("46349,0")]
    [InlineData(" 23/11/2026 ")]
    public void A_day_is_read_in_every_form_that_Excel_writes(string text) =>
        Assert.Equal(new DateOnly(2026, 11, 23), DateCell.Read(text));

    [Theory]
    [InlineData("11/23/2026")]
    [InlineData("31/11/2026")]
    [InlineData("Tue 23 Nov 2026")]
    [InlineData("23/11")]
    [InlineData("23/11/2026 09:00")]
    [InlineData("46349.5")]
    [InlineData("next Monday")]
    [InlineData("23/11/0226")]
    [InlineData("")]
    public void What_is_no_day_is_not_guessed(string text) => Assert.Null(DateCell.Read(text));

    [Theory]
    [InlineData("03/04/2026", 3, 4)]
    [InlineData("3/4/26", 3, 4)]
    [InlineData("29/02/2028", 29, 2)]
    public void A_day_comes_before_its_month(string text, int day, int month) =>
        Assert.Equal((day, month), (DateCell.Read(text)!.Value.Day, DateCell.Read(text)!.Value.Month));

    [Theory]
    [InlineData("9:00", "09:00")]
    [InlineData("09:00", "09:00")]
    [InlineData("09:00:00", "09:00")]
    [InlineData("9.00", "09:00")]
    [InlineData("9am", "09:00")]
    [InlineData("9 AM", "09:00")]
    [InlineData("9.30 p.m.", "21:30")]
    [InlineData("12am", "00:00")]
    [InlineData("12:15pm", "12:15")]
    [InlineData("0.375", "09:00")]
    [InlineData("0,375", "09:00")]
    [InlineData("0.5", "12:00")]
    [InlineData("0.354166666666667", "08:30")]
    [InlineData("0.3541666667", "08:30")]
    [InlineData("0", "00:00")]
    [InlineData("00.30", "00:30")]
    [InlineData("23:59", "23:59")]
    public void A_time_is_read_in_every_form_that_Excel_writes(string text, string time) =>
        Assert.Equal(TimeOnly.Parse(time), TimeCell.Read(text));

    [Theory]
    [InlineData("9")]
    [InlineData("24:00")]
    [InlineData("9:60")]
    [InlineData("13pm")]
    [InlineData("0am")]
    [InlineData("9:00:30")]
    [InlineData("0.99999")]
    [InlineData("1.375")]
    [InlineData("noonish")]
    [InlineData("")]
    public void What_is_no_time_is_not_guessed(string text) => Assert.Null(TimeCell.Read(text));

    [Theory]
    [InlineData("20:00", "20:00")]
    [InlineData("8pm", "20:00")]
    [InlineData("0.833333333333333", "20:00")]
    [InlineData("30m", "30m")]
    [InlineData("30 min", "30m")]
    [InlineData("2h", "2h")]
    [InlineData("120m", "2h")]
    [InlineData("1h30m", "90m")]
    [InlineData("1 hour 30 minutes", "90m")]
    public void A_latest_is_kept_in_one_form(string text, string kept)
    {
        Assert.Equal(kept, Latest.Read(text)!.ToString());
        Assert.Equal(kept, Latest.Read(kept)!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0m")]
    [InlineData("200h")]
    [InlineData("20")]
    [InlineData("soon")]
    public void What_is_no_latest_is_refused(string text) => Assert.Null(Latest.Read(text));

    [Theory]
    [InlineData("=SUM(A1)", "'=SUM(A1)")]
    [InlineData("+44", "'+44")]
    [InlineData("-1", "'-1")]
    [InlineData("---", "'---")]
    [InlineData("@ScotCoPro", "'@ScotCoPro")]
    [InlineData("'Tis", "''Tis")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void A_text_that_a_spreadsheet_would_run_is_written_as_a_text_and_read_back(string text, string written)
    {
        Assert.Equal(written, PlanCell.Write(text));
        Assert.Equal(text, PlanCell.Read(written));
    }
}
