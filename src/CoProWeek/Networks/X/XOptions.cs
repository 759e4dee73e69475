using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>Where X is and how it is spoken to: section "X". The keys of the same section are <c>Accounts/KeysOptions</c>.</summary>
internal sealed class XOptions
{
    public const string Section = "X";

    /// <summary>Defaults to X itself. Any server that speaks X's v2 wire format will do, below a path too.</summary>
    public string BaseUrl { get; set; } = "https://api.x.com";

    /// <summary>Where people read posts, for the links that are kept. A rehearsal's is the sandbox.</summary>
    public string WebUrl { get; set; } = "https://x.com";

    /// <summary>Where a person allows the app to post as them, when an account is connected in the browser.</summary>
    public string AuthorizeUrl { get; set; } = "https://x.com/i/oauth2/authorize";

    /// <summary>Where OAuth 2.0 tokens are given out and renewed.</summary>
    public string TokenUrl { get; set; } = "https://api.x.com/2/oauth2/token";

    /// <summary>
    /// "tweet" or "post": which of X's two families of field names requests use. Defaults to "tweet", which all
    /// of X's prose pages still say; answers are read in both.
    /// </summary>
    public string FieldNames { get; set; } = "tweet";

    /// <summary>What X charges, in US dollars.</summary>
    public XPrices Prices { get; set; } = new();

    public Uri BaseAddress => Folder(BaseUrl);

    public Uri WebAddress => Folder(WebUrl);

    public XFieldNames Names => XFieldNames.Parse(FieldNames) ?? XFieldNames.Tweet;

    private static Uri Folder(string address) => new(address.EndsWith('/') ? address : address + "/", UriKind.Absolute);
}

/// <summary>X's unit prices in US dollars, from its price list of 22 August 2026. They change: hence settings.</summary>
internal sealed class XPrices
{
    /// <summary>One post without a link. Defaults to 0.015.</summary>
    [Range(0, 1000)]
    public decimal Create { get; set; } = 0.015m;

    /// <summary>One post with a link in it, thirteen times as much. Defaults to 0.200.</summary>
    [Range(0, 1000)]
    public decimal CreateWithLink { get; set; } = 0.200m;

    /// <summary>The alt text of one picture. Defaults to 0.005.</summary>
    [Range(0, 1000)]
    public decimal AltText { get; set; } = 0.005m;

    /// <summary>Taking one post down. Defaults to 0.005.</summary>
    [Range(0, 1000)]
    public decimal Delete { get; set; } = 0.005m;

    /// <summary>Reading one post of somebody's; again on the same UTC day is free. Defaults to 0.005.</summary>
    [Range(0, 1000)]
    public decimal ReadPost { get; set; } = 0.005m;

    /// <summary>Reading one post of our own. Defaults to 0.001.</summary>
    [Range(0, 1000)]
    public decimal ReadOwnPost { get; set; } = 0.001m;

    /// <summary>Reading one person's profile. Defaults to 0.010.</summary>
    [Range(0, 1000)]
    public decimal ReadUser { get; set; } = 0.010m;

    /// <summary>One question "how many posts". Defaults to 0.005.</summary>
    [Range(0, 1000)]
    public decimal Count { get; set; } = 0.005m;
}

/// <summary>Names all that is wrong at the same time.</summary>
internal sealed class XOptionsCheck : IValidateOptions<XOptions>
{
    public ValidateOptionsResult Validate(string? name, XOptions options)
    {
        string[] faults = [.. AddressFaults("BaseUrl", options.BaseUrl, "https://api.x.com"), .. AddressFaults("WebUrl", options.WebUrl, "https://x.com"),
            .. AddressFaults("AuthorizeUrl", options.AuthorizeUrl, "https://x.com/i/oauth2/authorize"), .. AddressFaults("TokenUrl", options.TokenUrl, "https://api.x.com/2/oauth2/token"), .. NameFaults(options), .. PriceFaults(options.Prices)];
        return faults.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"Configuration: {fault}."));
    }

    private static IEnumerable<string> AddressFaults(string key, string value, string usual)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return $"X:{key} is \"{value}\", which is no web address; X's own is {usual}";
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            yield return $"X:{key} holds more than a host and a path; X's own is {usual}";
    }

    private static IEnumerable<string> NameFaults(XOptions options)
    {
        if (XFieldNames.Parse(options.FieldNames) is null)
            yield return $"X:FieldNames is \"{options.FieldNames}\"; it must be \"tweet\" or \"post\"";
    }

    private static IEnumerable<string> PriceFaults(XPrices prices)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(prices, new ValidationContext(prices), results, validateAllProperties: true);
        return results.Select(result => $"X:Prices: {result.ErrorMessage?.TrimEnd('.')}");
    }
}
