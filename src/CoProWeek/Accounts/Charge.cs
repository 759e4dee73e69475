namespace CoProWeek.Accounts;

/// <summary>What a network charges for: so many of one kind, at one price in US dollars.</summary>
internal sealed record Charge(string Kind, decimal UnitPrice, int Count = 1)
{
    public const string Post = "post";
    public const string PostWithLink = "post-link";
    public const string AltText = "alt-text";
    public const string Delete = "delete";
    public const string Read = "read";
    public const string ReadOwn = "read-own";
    public const string User = "user";
    public const string Counting = "count";

    /// <summary>As pages name it, for any number of them.</summary>
    public static string InWords(string kind) => kind switch
    {
        Post => "posts",
        PostWithLink => "posts with a link",
        AltText => "alt texts",
        Delete => "posts taken down",
        Read => "posts of others read",
        ReadOwn => "own posts read",
        User => "profiles read",
        Counting => "counts asked for",
        _ => kind,
    };
}

/// <summary>Sums as people read them.</summary>
internal static class Dollars
{
    /// <summary>"$1.24", "$0.015": never rounded to nothing.</summary>
    public static string Of(decimal amount) => FormattableString.Invariant($"${amount:#,##0.00#}");
}
