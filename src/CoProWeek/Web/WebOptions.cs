using System.ComponentModel.DataAnnotations;
using CoProWeek.Alerts;

namespace CoProWeek.Web;

/// <summary>Configuration section <c>Web</c>.</summary>
internal sealed class WebOptions : IValidatableObject
{
    /// <summary>Where the dashboard listens. Plain http, so by default only this machine can open it: others come through a reverse proxy.</summary>
    [Required, Url]
    public string Address { get; init; } = PublicLinks.Address;

    /// <summary>Where people open it: every mailed link begins with this. Empty: <see cref="Address"/>.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>A reverse proxy on this machine stands before it, and says who asks and whether by https. Never true without one: its headers are believed.</summary>
    public bool BehindProxy { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is not "" && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath is "/"))
            yield return new ValidationResult("Web:PublicUrl is the address people type, like https://week.example.org, without a path.", [nameof(PublicUrl)]);
    }
}
