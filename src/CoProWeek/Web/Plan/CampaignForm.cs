using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>A campaign's settings as they are typed; read by the same rules as campaign.json.</summary>
internal sealed class CampaignForm
{
    public const int SpareRows = 3;

    public string? Name { get; set; }

    public string? Slug { get; set; }

    public string? Theme { get; set; }

    public string? WeekFrom { get; set; }

    public string? WeekTo { get; set; }

    public string? RunsFrom { get; set; }

    public string? RunsTo { get; set; }

    public string? TimeZone { get; set; }

    public string? Hashtags { get; set; }

    public string? Accounts { get; set; }

    public string? Team { get; set; }

    public string? Approval { get; set; }

    public List<SlotForm> Slots { get; set; } = [];

    public static CampaignForm Of(Campaign campaign) => new()
    {
        Name = campaign.Name,
        Slug = campaign.Slug,
        Theme = campaign.Theme,
        WeekFrom = campaign.WeekFrom.ToString("O"),
        WeekTo = campaign.WeekTo.ToString("O"),
        RunsFrom = campaign.RunsFrom.ToString("O"),
        RunsTo = campaign.RunsTo.ToString("O"),
        TimeZone = campaign.TimeZone,
        Hashtags = string.Join(" ", campaign.Hashtags),
        Accounts = string.Join(", ", campaign.Accounts.Select(account => $"{account.Network} {account.Handle}")),
        Team = string.Join(", ", campaign.Team),
        Approval = campaign.Approval,
        Slots = [.. campaign.Slots.Select(SlotForm.Of)],
    };

    /// <summary>The rows that are filled in, and some to fill.</summary>
    public IReadOnlyList<SlotForm> Rows => [.. Slots.Where(slot => !slot.IsBlank), .. Enumerable.Range(0, SpareRows).Select(_ => new SlotForm())];

    /// <summary>The campaign, or all that is wrong with it.</summary>
    public (Campaign Campaign, IReadOnlyList<string> Wrong) Read(NetworkList networks)
    {
        var findings = new Findings();
        var campaign = CampaignFile.Read(JsonSerializer.SerializeToElement(Json()), networks, findings.In(""));
        return (campaign, [.. findings.Problems.Select(problem => $"{Place(problem.Column)}: {problem.Wrong}. Expected: {problem.Expected}.")]);
    }

    private JsonObject Json() => new()
    {
        ["name"] = Name ?? "",
        ["slug"] = Slug ?? "",
        ["theme"] = Theme ?? "",
        ["week"] = new JsonObject { ["from"] = WeekFrom ?? "", ["to"] = WeekTo ?? "" },
        ["runs"] = new JsonObject { ["from"] = RunsFrom is { Length: > 0 } from ? from : WeekFrom ?? "", ["to"] = RunsTo is { Length: > 0 } to ? to : WeekTo ?? "" },
        ["timeZone"] = TimeZone ?? "",
        ["hashtags"] = CampaignSheet.List(Hashtags ?? "", "hashtags"),
        ["accounts"] = CampaignSheet.List(Accounts ?? "", "accounts"),
        ["team"] = CampaignSheet.List(Team ?? "", "team"),
        ["approval"] = Approval ?? "self",
        ["slots"] = new JsonArray([.. Slots.Where(slot => !slot.IsBlank).Select(JsonNode? (slot) => slot.Json())]),
    };

    private static string Place(string? place) => place switch
    {
        null => "Settings",
        "week.from" => "First day",
        "week.to" => "Last day",
        "runs.from" => "Run-up begins",
        "runs.to" => "Follow-up ends",
        "timeZone" => "Time zone",
        ['s', 'l', 'o', 't', 's', '[', .. var rest] when rest.IndexOf(']', StringComparison.Ordinal) is > 0 and var end && int.TryParse(rest[..end], CultureInfo.InvariantCulture, out var n) => $"Slot {n + 1}, {rest[(end + 2)..]}",
        _ => $"{char.ToUpperInvariant(place[0])}{place[1..]}",
    };
}

/// <summary>A slot as it is typed.</summary>
internal sealed class SlotForm
{
    public string? Name { get; set; }

    public string? Kind { get; set; }

    public string? Time { get; set; }

    public string? Required { get; set; }

    public string? Latest { get; set; }

    /// <summary>Left empty, or emptied to take it out.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Time);

    public static SlotForm Of(Slot slot) => new()
    {
        Name = slot.Name,
        Kind = slot.Kind,
        Time = slot.WallTime.ToString("HH:mm", CultureInfo.InvariantCulture),
        Required = slot.Required ? "yes" : "no",
        Latest = slot.Latest,
    };

    public JsonObject Json() => new() { ["name"] = Name ?? "", ["kind"] = Kind ?? "", ["time"] = Time ?? "", ["required"] = Required == "yes", ["latest"] = Latest ?? "" };
}
