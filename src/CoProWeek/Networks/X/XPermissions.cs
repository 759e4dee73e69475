namespace CoProWeek.Networks.X;

/// <summary>Which permission is missing, in words, and what to do about it.</summary>
internal static class XPermissions
{
    private static readonly Dictionary<string, string> Meant = new()
    {
        ["tweet.read"] = "to read posts",
        ["tweet.write"] = "to post",
        ["users.read"] = "to see whose account it is",
        ["media.write"] = "to upload pictures",
        ["offline.access"] = "to stay connected for longer than two hours",
    };

    /// <param name="accessLevel">Of OAuth 1.0a keys, as X says it; null where it does not.</param>
    /// <returns>Null: nothing is known to be missing.</returns>
    public static string? Lacking(string? accessLevel) => accessLevel is "read"
        ? "The app may only read, not post. In X’s developer portal give the app Read and write, then make new access tokens: old ones keep the old permission."
        : null;

    /// <param name="scopes">Of an OAuth 2.0 token, parted by spaces; null where they are not known.</param>
    /// <returns>Null: nothing is known to be missing.</returns>
    public static string? LackingOf(string? scopes)
    {
        var granted = scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] missing = granted is null ? [] : [.. XTokens.Scopes.Except(granted).Select(scope => $"{Meant[scope]} ({scope})")];
        return missing.Length == 0 ? null
            : $"X did not grant leave {string.Join("; ", missing)}. In X’s developer portal give the app Read and write, then connect again and allow all that is asked for.";
    }
}
