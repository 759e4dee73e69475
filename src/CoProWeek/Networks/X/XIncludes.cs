using System.Text.Json;

namespace CoProWeek.Networks.X;

/// <summary>What stands beside the posts of an answer: who wrote them, and their pictures.</summary>
internal sealed record XIncludes(IReadOnlyDictionary<long, JsonElement> Users, IReadOnlyDictionary<string, JsonElement> Media)
{
    public static XIncludes Of(JsonElement answer)
    {
        var includes = answer.Field("includes");
        return new XIncludes(Users: ById(includes, "users", user => user.Number("id") ?? 0), Media: ById(includes, "media", item => item.Text("media_key") ?? ""));
    }

    /// <summary>Told twice, the last one counts.</summary>
    public static Dictionary<TId, JsonElement> ById<TId>(JsonElement? includes, string name, Func<JsonElement, TId> id)
        where TId : notnull
    {
        var found = new Dictionary<TId, JsonElement>();
        foreach (var row in includes?.Rows(name) ?? [])
            found[id(row)] = row;
        return found;
    }
}
