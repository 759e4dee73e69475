using CoProWeek.Accounts;

namespace CoProWeek.Web;

/// <summary>The four keys as somebody pasted them. Never put back into a page.</summary>
internal sealed class FourKeysForm
{
    public string? ApiKey { get; init; }

    public string? ApiKeySecret { get; init; }

    public string? AccessToken { get; init; }

    public string? AccessTokenSecret { get; init; }

    private (string Name, string Value)[] Pasted() =>
    [
        ("API key", ApiKey?.Trim() ?? ""), ("API key secret", ApiKeySecret?.Trim() ?? ""),
        ("Access token", AccessToken?.Trim() ?? ""), ("Access token secret", AccessTokenSecret?.Trim() ?? ""),
    ];

    /// <summary>A method, so that the binder of the form leaves it alone.</summary>
    public Keys.OAuth1 ToKeys() => Pasted().Select(pasted => new Secret(pasted.Value)).ToArray() is [var key, var keySecret, var token, var tokenSecret]
        ? new(key, keySecret, token, tokenSecret)
        : throw new InvalidOperationException("There are four keys.");

    /// <summary>All that is wrong with them, without a word of what they are.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, value) in Pasted())
        {
            if (value is "")
                yield return $"{name}: paste it in; X shows it once, when it is made.";
            else if (!value.All(c => c is > ' ' and < (char)127))
                yield return $"{name}: it holds a space or a character that no key has. Copy it anew.";
        }
        foreach (var same in Pasted().Where(pasted => pasted.Value is not "").GroupBy(pasted => pasted.Value).Where(group => group.Count() > 1))
            yield return $"{string.Join(" and ", same.Select(pasted => pasted.Name))} are the same: one of them stands in the wrong place.";
    }
}
