using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoProWeek.Networks;

namespace CoProWeek.Campaigns.Files;

/// <summary>Reads campaign.json; every finding at once.</summary>
internal static partial class CampaignFile
{
    public const string Name = "campaign.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static Campaign? Read(byte[] bytes, NetworkList networks, FileFindings findings)
    {
        if (PlanText.Read(bytes, findings) is not { } text)
            return null;
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), Lenient);
            if (json.RootElement.ValueKind is JsonValueKind.Object)
                return Read(json.RootElement, networks, findings);
            findings.Wrong(null, null, "it holds no settings", "{ … }, as in the samples");
        }
        catch (JsonException wrong)
        {
            findings.Wrong((int?)wrong.LineNumber + 1, null, "this line cannot be read", "settings as in the samples: texts in quotes, a comma between two settings, brackets closed");
        }
        return null;
    }

    public static Campaign Read(JsonElement settings, NetworkList networks, FileFindings findings) =>
        Read(new JsonPart(settings, "", findings), networks);

    private static Campaign Read(JsonPart json, NetworkList networks)
    {
        json.OnlyHas("name", "slug", "theme", "week", "runs", "timeZone", "hashtags", "accounts", "team", "approval", "slots");
        var week = Span(json, "week");
        var campaign = new Campaign
        {
            Name = json.Text("name"),
            Slug = json.Text("slug"),
            Theme = json.Text("theme", required: false),
            WeekFrom = week.From,
            WeekTo = week.To,
            RunsFrom = json.Has("runs") ? Span(json, "runs").From : week.From,
            RunsTo = json.Has("runs") ? Span(json, "runs").To : week.To,
            TimeZone = json.Text("timeZone"),
            Hashtags = [.. json.Texts("hashtags").Select(tag => $"#{tag.TrimStart('#')}")],
            Team = [.. json.Texts("team").Select(handle => handle.TrimStart('@'))],
            Approval = json.Has("approval") ? json.Text("approval") : "self",
            Accounts = [.. json.Parts("accounts").Select(Account)],
            Slots = [.. json.Parts("slots").Select(Slot)],
        };
        CampaignChecks.Find(campaign, networks, json);
        return campaign;
    }

    private static (DateOnly From, DateOnly To) Span(JsonPart json, string name)
    {
        if (!json.Has(name))
            json.Wrong(name, "it is missing", "{ \"from\": …, \"to\": … }");
        if (!json.Has(name))
            return default;
        var span = json.Part(name);
        span.OnlyHas("from", "to");
        return (span.Day("from"), span.Day("to"));
    }

    private static CampaignAccount Account(JsonPart json)
    {
        json.OnlyHas("network", "handle");
        return new CampaignAccount { Network = json.Text("network").ToLowerInvariant(), Handle = json.Text("handle").TrimStart('@') };
    }

    private static Slot Slot(JsonPart json)
    {
        json.OnlyHas("name", "kind", "time", "required", "latest");
        var (kind, time, latest) = (json.Text("kind"), json.Text("time"), json.Text("latest", required: false));
        if (kind != "" && KindRules.Find(kind) is null)
            json.Wrong("kind", $"\"{kind}\" is not a kind", $"one of {KindRules.Words}");
        if (time != "" && TimeCell.Read(time) is null)
            json.Wrong("time", $"\"{time}\" is not a time", TimeCell.Expected);
        if (latest != "" && Latest.Read(latest) is null)
            json.Wrong("latest", $"\"{latest}\" is neither a time nor a span", Latest.Expected);
        return new Slot
        {
            Name = json.Text("name"),
            Kind = KindRules.Find(kind)?.Kind ?? "",
            WallTime = TimeCell.Read(time) ?? default,
            Required = json.Flag("required", otherwise: false),
            Latest = Latest.Read(latest)?.ToString() ?? "",
        };
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,79}$")]
    internal static partial Regex SlugText();
}
