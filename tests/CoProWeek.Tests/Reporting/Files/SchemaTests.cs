using System.Text.Json;
using System.Text.RegularExpressions;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary><c>docs/reach-report.schema.json</c> says of every field of the JSON what it is, and the JSON holds no other.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "reach-report.schema.json"))).RootElement;

    [Fact]
    public async Task A_report_is_as_the_schema_says_full_without_names_and_empty()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        await using var golden = await ReportDesk.OpenAsync();
        await GoldenSet.FillAsync(golden.Database);
        await using var empty = await ReportDesk.OpenAsync(A.MondayMorning.AddDays(-40));
        await A.Campaign(empty.Database);

        foreach (var report in new[] { await desk.MakeAsync(), (await desk.MakeAsync()).WithoutNames(), await desk.MakeAsync("2027-11-15", "2027-11-16"), await golden.MakeAsync(GoldenSet.From, GoldenSet.To), await empty.MakeAsync() })
            Assert.Equal([], Faults(Schema, JsonDocument.Parse(ReachJson.Write(report)).RootElement, "report"));
    }

    [Fact]
    public async Task What_the_schema_does_not_know_and_what_is_missing_is_seen()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database);
        var json = ReachJson.Write(await desk.MakeAsync());

        Assert.Contains("report.more: not in the schema", Faults(Schema, JsonDocument.Parse(json.Replace("\"sentence\":", "\"more\":", StringComparison.Ordinal)).RootElement, "report"));
        Assert.Contains("report.sentence: missing", Faults(Schema, JsonDocument.Parse(json.Replace("\"sentence\":", "\"more\":", StringComparison.Ordinal)).RootElement, "report"));
        Assert.Contains("report.from: not like ^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Faults(Schema, JsonDocument.Parse(json.Replace("\"from\": \"2027", "\"from\": \"27", StringComparison.Ordinal)).RootElement, "report"));
    }

    [Fact]
    public void Every_field_is_described_and_no_object_is_open() => Assert.Equal([], Undescribed(Schema, "schema"));

    private static IEnumerable<string> Undescribed(JsonElement schema, string at)
    {
        if (schema.ValueKind is JsonValueKind.Array)
            return schema.EnumerateArray().SelectMany(each => Undescribed(each, at));
        if (schema.ValueKind is not JsonValueKind.Object)
            return [];
        IEnumerable<string> faults = schema.EnumerateObject().SelectMany(each => Undescribed(each.Value, $"{at}.{each.Name}"));
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind is not JsonValueKind.Object)
            return faults;
        var open = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.False ? [] : new[] { $"{at} is open" };
        return [.. faults, .. open, .. properties.EnumerateObject().Where(each => !each.Value.TryGetProperty("description", out _)).Select(each => $"{at}.{each.Name} is not described")];
    }

    /// <summary>As much of JSON Schema (2020-12) as ours uses; another word in it is a fault, for nothing would look at it.</summary>
    private static List<string> Faults(JsonElement schema, JsonElement value, string at) => [.. schema.EnumerateObject().SelectMany(rule => rule.Name switch
    {
        "$schema" or "$defs" or "title" or "description" => [],
        "$ref" => Faults(Schema.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value, at),
        "anyOf" => rule.Value.EnumerateArray().Select(one => Faults(one, value, at)).MinBy(faults => faults.Count)!,
        "type" => Names(rule.Value).Any(name => IsOf(value, name)) ? [] : [$"{at}: {value.ValueKind}, not {rule.Value}"],
        "enum" => rule.Value.EnumerateArray().Any(one => one.GetString() == value.GetString()) ? [] : [$"{at}: {value} is none of {rule.Value}"],
        "pattern" => value.ValueKind is not JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? [] : [$"{at}: not like {rule.Value}"],
        "minimum" => value.ValueKind is not JsonValueKind.Number || value.GetDecimal() >= rule.Value.GetDecimal() ? [] : [$"{at}: below {rule.Value}"],
        "maximum" => value.ValueKind is not JsonValueKind.Number || value.GetDecimal() <= rule.Value.GetDecimal() ? [] : [$"{at}: above {rule.Value}"],
        "required" => value.ValueKind is not JsonValueKind.Object ? [] : rule.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}.{name}: missing"),
        "properties" => value.ValueKind is not JsonValueKind.Object ? [] : value.EnumerateObject().SelectMany(field => rule.Value.TryGetProperty(field.Name, out var its) ? Faults(its, field.Value, $"{at}.{field.Name}") : []),
        "additionalProperties" => value.ValueKind is not JsonValueKind.Object ? [] : value.EnumerateObject().Where(field => !schema.GetProperty("properties").TryGetProperty(field.Name, out _)).Select(field => $"{at}.{field.Name}: not in the schema"),
        "items" => value.ValueKind is not JsonValueKind.Array ? [] : value.EnumerateArray().Index().SelectMany(item => Faults(rule.Value, item.Item, $"{at}[{item.Index}]")),
        _ => new List<string> { $"{at}: the schema says {rule.Name}, which is not looked at here" },
    })];

    private static IEnumerable<string> Names(JsonElement type) => type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };
}
