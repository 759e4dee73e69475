using CoProWeek.Campaigns;

namespace CoProWeek.Web;

/// <summary>What an empty form and an empty workbook begin with: five days in the next November, three posts a day.</summary>
internal static class NewWeek
{
    public static Campaign After(DateOnly today)
    {
        var year = today.Month >= 11 ? today.Year + 1 : today.Year;
        var monday = new DateOnly(year, 11, 15);
        while (monday.DayOfWeek is not DayOfWeek.Monday)
            monday = monday.AddDays(1);
        return new Campaign
        {
            Name = $"Co-production Week Scotland {year}",
            Slug = $"co-production-week-{year}",
            WeekFrom = monday,
            WeekTo = monday.AddDays(4),
            RunsFrom = monday.AddDays(-42),
            RunsTo = monday.AddDays(14),
            Hashtags = ["#CoProWeekScot"],
            Accounts = [new CampaignAccount { Network = "x", Handle = "ScotCoPro" }],
            Slots =
            [
                new Slot { Name = "Blog of the day", Kind = "blog", WallTime = new(9, 0), Required = true },
                new Slot { Name = "Big Question", Kind = "question", WallTime = new(12, 0), Required = true },
                new Slot { Name = "Vision", Kind = "vision", WallTime = new(15, 0) },
            ],
        };
    }
}
