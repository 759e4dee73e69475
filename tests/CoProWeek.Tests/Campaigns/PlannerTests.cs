using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class PlannerTests
{
    private static readonly Campaign London = new() { TimeZone = "Europe/London" };

    [Theory]
    [InlineData("2026-03-28", "01:30", "2026-03-28T01:30:00Z")]
    [InlineData("2026-03-29", "00:59", "2026-03-29T00:59:00Z")]
    [InlineData("2026-03-29", "02:00", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-30", "01:30", "2026-03-30T00:30:00Z")]
    [InlineData("2026-10-24", "01:30", "2026-10-24T00:30:00Z")]
    [InlineData("2026-10-25", "02:00", "2026-10-25T02:00:00Z")]
    [InlineData("2026-10-26", "01:30", "2026-10-26T01:30:00Z")]
    public void A_wall_time_is_resolved_in_its_zone(string day, string time, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Resolve(day, time));

    [Theory]
    [InlineData("01:00", "2026-03-29T01:00:00Z")] // 02:00 summer time
    [InlineData("01:30", "2026-03-29T01:30:00Z")] // 02:30 summer time
    [InlineData("01:59", "2026-03-29T01:59:00Z")] // 02:59 summer time
    public void A_time_the_spring_change_leaves_out_goes_as_far_after_the_gap(string time, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Resolve("2026-03-29", time));

    [Theory]
    [InlineData("01:00", "2026-10-25T00:00:00Z")]
    [InlineData("01:30", "2026-10-25T00:30:00Z")]
    public void A_time_the_autumn_change_gives_twice_is_the_first(string time, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Resolve("2026-10-25", time));

    [Fact]
    public void Instants_are_in_utc() => Assert.Equal(TimeSpan.Zero, Resolve("2026-07-01", "09:00").Offset);

    [Theory]
    [InlineData("notice", "08:30", "", "10:30")]
    [InlineData("countdown", "19:00", "", "21:00")]
    [InlineData("question", "12:00", "", "17:00")]
    [InlineData("blog", "09:00", "", "20:00")]
    [InlineData("blog", "20:00", "", "22:00")] // its own is not after the slot: two hours
    [InlineData("question", "18:15", "", "20:15")]
    [InlineData("blog", "09:00", "30m", "09:30")]
    [InlineData("event", "10:00", "10:30", "10:30")]
    [InlineData("chat", "12:00", "1h", "13:00")]
    public void Latest_is_the_rows_own_or_the_kinds(string kind, string time, string latest, string expected)
    {
        var post = new PostContent { Kind = kind, SlotOn = new(2027, 11, 15), SlotTime = TimeOnly.Parse(time), Latest = latest };

        var (_, latestAt) = Planner.Plan(post, London);

        Assert.Equal(DateTimeOffset.Parse($"2027-11-15T{expected}:00Z"), latestAt);
    }

    [Fact]
    public void A_row_without_latest_takes_its_slots()
    {
        var campaign = London with { Slots = [new Slot { Kind = "question", WallTime = new(12, 0), Latest = "45m" }] };
        var post = new PostContent { Kind = "question", SlotOn = new(2027, 11, 15), SlotTime = new(12, 0) };

        Assert.Equal(DateTimeOffset.Parse("2027-11-15T12:45:00Z"), Planner.Plan(post, campaign).LatestAt);
        Assert.Equal(DateTimeOffset.Parse("2027-11-15T17:00:00Z"), Planner.Plan(post with { SlotTime = new(13, 0) }, campaign).LatestAt);
    }

    [Fact]
    public void A_span_lasts_as_long_on_the_day_the_clocks_go_back()
    {
        var post = new PostContent { Kind = "notice", SlotOn = new(2026, 10, 25), SlotTime = new(0, 30), Latest = "2h" };

        var (slotAt, latestAt) = Planner.Plan(post, London);

        Assert.Equal(TimeSpan.FromHours(2), latestAt - slotAt);
    }

    [Fact]
    public void A_spare_has_no_instant() =>
        Assert.Equal((null, null), Planner.Plan(new PostContent { Kind = "question", SlotTime = new(12, 0) }, London));

    private static DateTimeOffset Resolve(string day, string time) =>
        Planner.Resolve(DateOnly.Parse(day), TimeOnly.Parse(time), London.Zone);
}
