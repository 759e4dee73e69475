using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CoProWeek.Campaigns.Files;

/// <summary>Writes campaign.json for people: one setting a line, letters as they are.</summary>
internal static class CampaignFileWriter
{
    private static readonly JsonWriterOptions ForPeople = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Campaign campaign)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, ForPeople))
            Write(json, campaign);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Campaign campaign)
    {
        json.WriteStartObject();
        json.WriteString("name", campaign.Name);
        json.WriteString("slug", campaign.Slug);
        json.WriteString("theme", campaign.Theme);
        WriteSpan(json, "week", campaign.WeekFrom, campaign.WeekTo);
        WriteSpan(json, "runs", campaign.RunsFrom, campaign.RunsTo);
        json.WriteString("timeZone", campaign.TimeZone);
        WriteTexts(json, "hashtags", campaign.Hashtags);
        WriteGroups(json, "accounts", campaign.Accounts, account =>
        {
            json.WriteString("network", account.Network);
            json.WriteString("handle", account.Handle);
        });
        WriteTexts(json, "team", campaign.Team);
        json.WriteString("approval", campaign.Approval);
        WriteGroups(json, "slots", campaign.Slots, slot =>
        {
            json.WriteString("name", slot.Name);
            json.WriteString("kind", slot.Kind);
            json.WriteString("time", slot.WallTime.ToString("HH:mm", CultureInfo.InvariantCulture));
            json.WriteBoolean("required", slot.Required);
            if (slot.Latest != "")
                json.WriteString("latest", slot.Latest);
        });
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, string name, DateOnly from, DateOnly to)
    {
        json.WriteStartObject(name);
        json.WriteString("from", from.ToString("O"));
        json.WriteString("to", to.ToString("O"));
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, string[] texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteGroups<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
