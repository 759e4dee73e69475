using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Cli;

/// <summary>A post as the practice network holds it: the demo's own witness, who never saw our rows.</summary>
internal sealed record ArrivedPost(long Id, string Handle, string Text, DateTimeOffset CreatedAt)
{
    /// <summary>Neither taken down, nor an older version, nor somebody else's post passed on.</summary>
    public required bool Stands { get; init; }

    public static async Task<IReadOnlyList<ArrivedPost>> AllAsync(Uri sandbox, CancellationToken stop)
    {
        using var http = new HttpClient();
        var state = await http.GetFromJsonAsync<JsonElement>(new Uri(sandbox, "/sandbox/state"), stop);
        return [.. state.GetProperty("posts").EnumerateArray().Select(Read)];
    }

    private static ArrivedPost Read(JsonElement post)
    {
        var id = post.GetProperty("id").GetString()!;
        return new ArrivedPost(
            long.Parse(id, CultureInfo.InvariantCulture),
            post.GetProperty("account").GetString()!,
            post.GetProperty("text").GetString()!,
            post.GetProperty("created_at").GetDateTimeOffset())
        {
            Stands = post.GetProperty("deleted_at").ValueKind == JsonValueKind.Null
                && post.GetProperty("repost_of").ValueKind == JsonValueKind.Null
                && post.GetProperty("versions").EnumerateArray().Last().GetString() == id,
        };
    }
}
