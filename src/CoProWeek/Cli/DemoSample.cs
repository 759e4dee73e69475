using System.Text.Json;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Networks.Sandbox.Crowd;

namespace CoProWeek.Cli;

/// <summary>What the practice network has to know of the sample before it starts, and so before the rooms that read a plan are there.</summary>
internal sealed record DemoSample(DemoSample.Days Week, DemoSample.Days Runs, string TimeZone, IReadOnlyList<string> Hashtags, IReadOnlyList<DemoSample.Account> Accounts)
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "samples", "big-questions-week");

    /// <summary>Whom the sample posts as.</summary>
    public IReadOnlyList<string> Handles => [.. Accounts.Select(account => account.Handle)];

    /// <summary>Those who take part in it.</summary>
    public CrowdOptions Crowd => new()
    {
        Hashtag = Hashtags[0].TrimStart('#'),
        OurHandle = Handles[0],
        From = Midnight(Runs.From),
        WeekFrom = Midnight(Week.From),
        WeekTo = Midnight(Week.To.AddDays(1)),
        Until = End,
    };

    /// <summary>The end of the campaign's last day: what is said about it is collected until then.</summary>
    public DateTimeOffset End => Midnight(Runs.To.AddDays(1));

    public static async Task<DemoSample> ReadAsync(CancellationToken stop)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, CampaignFile.Name));
        return (await JsonSerializer.DeserializeAsync<DemoSample>(file, JsonSerializerOptions.Web, stop))!;
    }

    private DateTimeOffset Midnight(DateOnly day) => Planner.Resolve(day, TimeOnly.MinValue, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    internal sealed record Days(DateOnly From, DateOnly To);

    internal sealed record Account(string Handle);
}
