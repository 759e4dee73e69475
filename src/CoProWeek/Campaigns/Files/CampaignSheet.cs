using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoProWeek.Networks;

namespace CoProWeek.Campaigns.Files;

/// <summary>The sheet Campaign: a setting and its value in each row, then a table of slots; read as the campaign.json it stands for.</summary>
internal static partial class CampaignSheet
{
    public static readonly string[] SlotColumns = ["slot", "kind", "time", "required", "latest"];

    private static readonly char[] Between = [',', ';', '\n'];

    /// <summary>What a person reads in the sheet, and its place in campaign.json.</summary>
    private static readonly Dictionary<string, string> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        ["week from"] = "week.from",
        ["week to"] = "week.to",
        ["runs from"] = "runs.from",
        ["runs to"] = "runs.to",
        ["time zone"] = "timeZone",
    };

    public static Campaign? Read(IReadOnlyList<SheetRow> rows, NetworkList networks, FileFindings findings)
    {
        var settings = rows.TakeWhile(row => !IsSlotHeader(row)).Where(row => row.Text(0) is not ("" or "setting")).ToList();
        var slots = rows.SkipWhile(row => !IsSlotHeader(row)).Skip(1).Where(row => row.Cells.Take(SlotColumns.Length).Any(cell => cell.Text != "")).ToList();
        var json = new JsonObject();
        foreach (var row in settings)
            Put(json, row, findings);
        json["slots"] = new JsonArray([.. slots.Select(JsonNode? (row) => Slot(row))]);
        var found = new Findings();
        var campaign = CampaignFile.Read(JsonSerializer.SerializeToElement(json), networks, found.In(""));
        foreach (var problem in found.Problems)
            Say(problem, settings, slots, findings);
        return campaign;
    }

    private static bool IsSlotHeader(SheetRow row) =>
        row.Text(0).Equals(SlotColumns[0], StringComparison.OrdinalIgnoreCase) && row.Text(1).Equals(SlotColumns[1], StringComparison.OrdinalIgnoreCase);

    private static void Put(JsonObject json, SheetRow row, FileFindings findings)
    {
        var name = Places.GetValueOrDefault(row.Text(0), row.Text(0).ToLowerInvariant());
        if (row[1].Wrong != "")
            findings.Wrong(row.Row, row.Text(0), row[1].Wrong, "a text or a day");
        if (name.Split('.') is not [var span, var end])
            json[name] = Value(name, row.Text(1));
        else if (PlanCell.Read(row[1].Day) is { Length: > 0 } day)
            ((json[span] ??= new JsonObject()) as JsonObject)![end] = day;
    }

    private static JsonNode Value(string name, string text) => name is "hashtags" or "team" or "accounts" ? List(text, name) : text;

    /// <summary>Several in one cell, parted by commas or lines; hashtags by spaces too.</summary>
    public static JsonArray List(string text, string name)
    {
        var items = text.Split(name == "hashtags" ? [.. Between, ' '] : Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new JsonArray([.. items.Select(JsonNode? (item) => name == "accounts" ? Account(item) : JsonValue.Create(item))]);
    }

    /// <summary>"x ScotCoPro", or the handle alone, which is X's.</summary>
    private static JsonObject Account(string text)
    {
        var words = text.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new JsonObject { ["network"] = words.Length == 2 ? words[0] : "x", ["handle"] = words[^1] };
    }

    private static JsonObject Slot(SheetRow row)
    {
        var slot = new JsonObject { ["name"] = row.Text(0), ["kind"] = row.Text(1), ["time"] = PlanCell.Read(row[2].Time) };
        if (row.Text(3) != "")
            slot["required"] = row.Text(3).ToLowerInvariant() switch
            {
                "yes" or "y" or "true" or "x" => true,
                "no" or "n" or "false" => false,
                var other => other,
            };
        if (PlanCell.Read(row[4].Time) is { Length: > 0 } latest)
            slot["latest"] = latest;
        return slot;
    }

    /// <summary>Names the row of the sheet instead of the place in a campaign.json that nobody wrote.</summary>
    private static void Say(PlanProblem problem, List<SheetRow> settings, List<SheetRow> slots, FileFindings findings)
    {
        if (SlotPlace().Match(problem.Column ?? "") is { Success: true } at)
            findings.Wrong(slots[int.Parse(at.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture)].Row, at.Groups["name"].Value, problem.Wrong, problem.Expected is "true or false" ? "yes or no" : problem.Expected);
        else
        {
            var name = Places.FirstOrDefault(place => place.Value == problem.Column).Key ?? problem.Column;
            findings.Wrong(settings.Find(row => row.Text(0).Equals(name, StringComparison.OrdinalIgnoreCase))?.Row, name, problem.Wrong, problem.Expected);
        }
    }

    [GeneratedRegex(@"^slots\[(?<n>\d+)\]\.(?<name>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SlotPlace();
}
