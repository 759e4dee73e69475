using System.Text.Json;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>
/// The store against the practice network's own list: every post that stands and carries the hashtag or names us is held once, in its
/// newest words, found by exactly the watches that look for it; and nothing else is.
/// </summary>
internal static class StoreCheck
{
    private const string HeldSql = """
        SELECT m.first_id || '>' || m.remote_id || ' ' || coalesce(a.handle, '') || ' '
               || (SELECT string_agg(w.kind, '+' ORDER BY w.kind) FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id) || ': ' || m.text
          FROM mentions m
          LEFT JOIN authors a ON a.id = m.author_id
         WHERE m.hidden_at IS NULL
         ORDER BY 1
        """;

    /// <summary>What is missing and what should not be there, a line each.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(LiveWeek week)
    {
        var standing = (await week.ArrivedAsync()).Where(Stands).Select(Line).OfType<string>().ToHashSet();
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        var held = (await connection.QueryAsync<string>(HeldSql)).AsList();
        return
        [
            .. standing.Except(held).Select(line => $"missing: {line}"),
            .. held.Except(standing).Select(line => $"strange: {line}"),
            .. held.CountBy(line => line).Where(pair => pair.Value > 1).Select(pair => $"doubled: {pair.Key}"),
        ];
    }

    private static bool Stands(JsonElement post) =>
        post.GetProperty("deleted_at").ValueKind is JsonValueKind.Null
        && Id(post) == post.GetProperty("versions").EnumerateArray().Last().GetString()
        && (!post.TryGetProperty("repost_of", out var original) || original.ValueKind is JsonValueKind.Null);

    private static string? Line(JsonElement post)
    {
        var text = post.GetProperty("text").GetString()!;
        string[] watches = [.. new[] { ("@ScotCoPro", "handle"), ("#CoProWeekScot", "hashtag") }.Where(sought => text.Contains(sought.Item1, StringComparison.OrdinalIgnoreCase)).Select(sought => sought.Item2)];
        return watches.Length == 0 ? null : $"{post.GetProperty("versions")[0].GetString()}>{Id(post)} {post.GetProperty("account").GetString()} {string.Join('+', watches)}: {text}";
    }

    private static string Id(JsonElement post) => post.GetProperty("id").GetString()!;
}
