using CoProWeek.Reporting;
using CoProWeek.Reporting.Sending;

namespace CoProWeek.Tests.Reporting.Sending;

/// <summary>Eight is eight by the clock on the wall there, whatever the clocks did in the night before.</summary>
public sealed class ReportTimesTests
{
    [Fact]
    public void A_week_has_a_report_of_each_day_the_day_after_and_one_of_all_after_the_last()
    {
        var reports = ReportTimes.Of(Week("2027-11-15", "2027-11-19"), new ReportingOptions());

        Assert.Equal(
            [
                "day 15-15 on 16 at 08:00", "day 16-16 on 17 at 08:00", "day 17-17 on 18 at 08:00", "day 18-18 on 19 at 08:00", "day 19-19 on 20 at 08:00", "week 15-19 on 20 at 08:30",
            ],
            reports.Select(report => $"{report.Kind} {report.From:dd}-{report.To:dd} on {report.At:dd} at {report.At:HH:mm}"));
    }

    // London: forward on 26 March 2028, back on 29 October 2028, each at 01:00 GMT. Kathmandu has 5 h 45 min, and no summer time. In Chicago
    // clocks go back on 5 November 2028 at 07:00 GMT.
    [Theory]
    [InlineData("Europe/London", "2028-03-24", "2028-03-25T08:00:00Z")]
    [InlineData("Europe/London", "2028-03-25", "2028-03-26T07:00:00Z")]
    [InlineData("Europe/London", "2028-10-27", "2028-10-28T07:00:00Z")]
    [InlineData("Europe/London", "2028-10-28", "2028-10-29T08:00:00Z")]
    [InlineData("Asia/Kathmandu", "2028-03-25", "2028-03-26T02:15:00Z")]
    [InlineData("America/Chicago", "2028-11-03", "2028-11-04T13:00:00Z")]
    [InlineData("America/Chicago", "2028-11-04", "2028-11-05T14:00:00Z")]
    public void It_is_eight_on_the_wall_before_and_after_clocks_change(string zone, string day, string at)
    {
        var report = ReportTimes.Of(Week(day, day, zone), new ReportingOptions())[0];

        Assert.Equal(DateTimeOffset.Parse(at), report.At);
    }

    // 01:30 on 26 March 2028 is no time in London: what lies in the gap goes as far after it. On 29 October it comes twice: the first counts.
    [Theory]
    [InlineData("2028-03-25", "2028-03-26T01:30:00Z")]
    [InlineData("2028-10-28", "2028-10-29T00:30:00Z")]
    public void A_time_in_the_hour_that_is_left_out_or_comes_twice_is_one_instant(string day, string at)
    {
        var report = Assert.Single(ReportTimes.Of(Week(day, day), new ReportingOptions { DailyReport = new(1, 30), WeekReport = null }));

        Assert.Equal(DateTimeOffset.Parse(at), report.At);
    }

    [Fact]
    public void Without_a_time_there_is_none() =>
        Assert.Empty(ReportTimes.Of(Week("2027-11-15", "2027-11-19"), new ReportingOptions { DailyReport = null, WeekReport = null }));

    private static ListedWeek Week(string from, string to, string zone = "Europe/London") =>
        new() { CampaignId = 7, WeekFrom = DateOnly.Parse(from), WeekTo = DateOnly.Parse(to), TimeZone = zone };
}
