using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>
/// Reads one JSON record of an archive of X's posts, whichever tool kept it: what it is, it says itself. All of them are brought into
/// the shape of X's own v2 answers, so that there is one reading of a post.
/// </summary>
internal static class XArchive
{
    /// <param name="record">A line, or an element of a list.</param>
    /// <param name="owner">Whose own archive it is: such an archive does not say it with each post.</param>
    public static IReadOnlyList<Archived> Read(JsonElement record, FoundAuthor? owner)
    {
        if (record.ValueKind != JsonValueKind.Object)
            return [new Archived.Broken($"what stands there is no object, but: {record.ValueKind.ToString().ToLowerInvariant()}")];
        if (record.Field("data") is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } data)
            return XArchivedPage.Read(record, data);
        if (record.Field("statuses") is { ValueKind: JsonValueKind.Array } statuses)
            return [.. statuses.EnumerateArray().Select(status => XOldPost.Read(status))];
        if (record.Field("tweet") is { ValueKind: JsonValueKind.Object } own)
            return [XOwnArchive.Read(own, owner)];
        return Single(record);
    }

    private static IReadOnlyList<Archived> Single(JsonElement record)
    {
        if (record.Field("author_id") is not null)
            return [XArchivedPage.Flattened(record)];
        if (record.Field("user") is not null || record.Field("id_str") is not null)
            return [XOldPost.Read(record)];
        // A search that found nothing keeps a page without posts.
        if (record.Field("meta") is not null || record.Field("errors") is not null)
            return [];
        if (record.Field("delete") is not null || record.Field("limit") is not null)
            return [new Archived.Broken("a notice of the old stream, and no post")];
        return [new Archived.Broken("neither a page of X's nor a post: it has no data, no author_id and no user")];
    }
}
