using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Networks.X;

/// <summary>Reads X's JSON, whichever field names it uses. What is missing or of another shape reads as absent, never as an error.</summary>
internal static class XJson
{
    /// <summary>Numbers may stand as numbers or, as all ids do, as strings.</summary>
    private const NumberStyles Digits = NumberStyles.None;

    extension(JsonElement json)
    {
        /// <summary>A field by its older name, found under its newer one too.</summary>
        public JsonElement? Field(string name)
        {
            if (json.ValueKind != JsonValueKind.Object)
                return null;
            if (!json.TryGetProperty(name, out var found) && !(XFieldNames.NewerName(name) is { } newer && json.TryGetProperty(newer, out found)))
                return null;
            return found.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : found;
        }

        public string? Text(string name) =>
            json.Field(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

        public long? Number(string name) => json.Field(name) is { } found ? AsNumber(found) : null;

        public DateTimeOffset? Instant(string name) =>
            DateTimeOffset.TryParse(json.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at.ToUniversalTime()
                : null;

        /// <summary>The rows of a list, or none.</summary>
        public IEnumerable<JsonElement> Rows(string name) =>
            json.Field(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

        public IEnumerable<string> Texts(string name) =>
            json.Rows(name).Where(row => row.ValueKind == JsonValueKind.String).Select(row => row.GetString()!);
    }

    private static long? AsNumber(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Number when found.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(found.GetString(), Digits, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
