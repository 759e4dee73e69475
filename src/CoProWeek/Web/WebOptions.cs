using System.ComponentModel.DataAnnotations;

namespace CoProWeek.Web;

/// <summary>Configuration section <c>Web</c>.</summary>
internal sealed class WebOptions
{
    /// <summary>Where the dashboard listens. Nobody signs in yet, so by default only this machine can open it.</summary>
    [Required, Url]
    public string Address { get; init; } = "http://127.0.0.1:5080";
}
