using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>An account's own archive, as X hands it out: tweets.js, beside it account.js, which says whose it is.</summary>
internal static class XOwnArchive
{
    public static Archived Read(JsonElement post, FoundAuthor? owner)
    {
        if (owner is null)
            return new Archived.Broken("it does not say whose it is: lay account.js of the same archive beside the file", post.GetRawText());
        return XOldPost.Read(post, owner) switch
        {
            // It does not tell a repost from a post, but for how it begins.
            Archived.Post own when own.Found.RepostOf is null && XWords.IsRepost(own.Found.Text) => own with { Found = own.Found with { RepostOf = 0, QuoteOf = null, Numbers = new() } },
            var other => other,
        };
    }

    /// <summary>Out of account.js: "window.YTD.account.part0 = [ { "account" : { "accountId" : ... } } ]".</summary>
    public static FoundAuthor? Owner(string accountFile)
    {
        if (accountFile.IndexOf('[', StringComparison.Ordinal) is not (>= 0 and var begins))
            return null;
        using var json = JsonDocument.Parse(accountFile.AsMemory(begins));
        return json.RootElement.EnumerateArray().Select(row => row.Field("account")).FirstOrDefault() is { } account && account.Number("accountId") is { } id
            ? new FoundAuthor(id, account.Text("username") ?? "", account.Text("accountDisplayName") ?? "")
            : null;
    }
}
