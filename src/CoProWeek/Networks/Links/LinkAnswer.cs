namespace CoProWeek.Networks.Links;

/// <summary>What a link said when it was asked.</summary>
/// <param name="Status">Of the last page, after its redirects; null when none came.</param>
/// <param name="Words">In two or three words: "404", "no answer within 10 s".</param>
internal sealed record LinkAnswer(int? Status, string Words)
{
    /// <summary>The page is there.</summary>
    public bool IsThere => Status == 200;

    public static LinkAnswer None(string why) => new(null, why);
}
