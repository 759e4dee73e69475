using System.Text.Json;

namespace CoProWeek.Campaigns.Files;

/// <summary>A place in campaign.json: reads what should stand there, and finds what does not.</summary>
internal sealed class JsonPart(JsonElement element, string path, FileFindings findings)
{
    /// <summary>The texts under a name, or empty; anything else there is a finding.</summary>
    public string Text(string name, bool required = true)
    {
        var found = Find(name, JsonValueKind.String, "a text in quotes");
        var text = found is { } said ? Said(said) : "";
        if (required && text == "" && (found is not null || !Has(name)))
            Wrong(name, found is null ? "it is missing" : "it is empty", "a text in quotes");
        return text;
    }

    public bool Flag(string name, bool otherwise)
    {
        if (!Has(name))
            return otherwise;
        if (element.GetProperty(name).ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetProperty(name).GetBoolean();
        Wrong(name, "it is neither", "true or false");
        return otherwise;
    }

    public DateOnly Day(string name)
    {
        var text = Text(name);
        if (DateCell.Read(text) is { } day)
            return day;
        if (text != "")
            Wrong(name, $"\"{text}\" is not a day", "a day such as 2027-11-15");
        return default;
    }

    public string[] Texts(string name) =>
        [.. Items(name).Select(item => item.ValueKind is JsonValueKind.String ? Said(item) : WrongText(name)).Where(text => text != "")];

    public IEnumerable<JsonPart> Parts(string name) =>
        Items(name).Select((item, n) => new JsonPart(item, $"{At(name)}[{n}]", findings)).Where(part => part.IsObject());

    public JsonPart Part(string name) =>
        new(Find(name, JsonValueKind.Object, "{ … }") ?? JsonElement.Parse("{}"), At(name), findings);

    /// <summary>A name that is not one of these is most likely mistyped, and would be lost without a word.</summary>
    public void OnlyHas(params string[] names)
    {
        foreach (var property in element.EnumerateObject().Where(property => !names.Contains(property.Name)))
            Wrong(property.Name, "there is no such setting", $"one of {string.Join(", ", names)}");
    }

    public bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    public void Wrong(string name, string wrong, string expected) => findings.Wrong(null, At(name), wrong, expected);

    /// <summary>PostgreSQL keeps no NUL.</summary>
    private static string Said(JsonElement text) => text.GetString()!.Replace("\0", "", StringComparison.Ordinal).Trim();

    private bool IsObject()
    {
        if (element.ValueKind is JsonValueKind.Object)
            return true;
        findings.Wrong(null, path, "it is not a group of settings", "{ … }");
        return false;
    }

    private IEnumerable<JsonElement> Items(string name) =>
        Find(name, JsonValueKind.Array, "a list [ … ]")?.EnumerateArray() ?? [];

    private JsonElement? Find(string name, JsonValueKind kind, string expected)
    {
        if (!Has(name))
            return null;
        var value = element.GetProperty(name);
        if (value.ValueKind == kind)
            return value;
        Wrong(name, "it is something else", expected);
        return null;
    }

    private string WrongText(string name)
    {
        Wrong(name, "it holds something that is not a text", "texts in quotes");
        return "";
    }

    private string At(string name) => path == "" ? name : $"{path}.{name}";
}
