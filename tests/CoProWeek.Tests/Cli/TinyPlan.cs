using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Tests.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary>A folder as a comms manager keeps it, for a week around today, so that it can be approved and sent on real time.</summary>
internal static class TinyPlan
{
    public const string Slug = "tiny-week";

    /// <summary>The present minute in the campaign's zone, as the plan's cells "date,time".</summary>
    public static string Now => Cells(TimeSpan.Zero);

    /// <summary>In three days' time, as "date,time".</summary>
    public static string Later => Cells(TimeSpan.FromDays(3));

    private static DateTimeOffset Here => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    /// <summary>Rows have the columns id, date, time, kind, text, media, alt, post to, latest, permission.</summary>
    public static string Write(string folder, string[] accounts, string approval, params string[] rows)
    {
        var today = DateOnly.FromDateTime(Here.Date);
        var campaign = Plans.Week with
        {
            Slug = Slug,
            Name = "Tiny week",
            WeekFrom = today,
            WeekTo = today.AddDays(4),
            RunsFrom = today.AddDays(-14),
            RunsTo = today.AddDays(30),
            Approval = approval,
            Slots = [],
            Team = [],
            Hashtags = ["#CoProWeekScot"],
            Accounts = [.. accounts.Select(Account)],
        };
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "campaign.json"), CampaignFileWriter.Write(campaign));
        File.WriteAllText(Path.Combine(folder, "plan.csv"), string.Join('\n', ["id,date,time,kind,text,media,alt,post to,latest,permission", .. rows, ""]), Encoding.UTF8);
        File.WriteAllBytes(Path.Combine(folder, "card.png"), A.Png);
        return folder;
    }

    /// <summary>Two posts and a spare, on one account.</summary>
    public static string Two(string folder, string approval = "self") => Write(folder, ["ScotCoPro"], approval,
        $"welcome,{Later},notice,Welcome to the week #CoProWeekScot,,,,,",
        $"card,{Later},blog,A card for the week #CoProWeekScot,card.png,A yellow card,,2h,not needed",
        "spare,,,question,A question to spare #CoProWeekScot,,,,,");

    /// <summary>"ScotCoPro", which is X's, or "by-hand Facebook".</summary>
    private static CampaignAccount Account(string named) =>
        named.Split(' ', 2) is [var network, var name] ? new() { Network = network, Handle = name } : new() { Network = "x", Handle = named };

    private static string Cells(TimeSpan ahead) => $"{Here + ahead:yyyy-MM-dd,HH:mm}";
}
