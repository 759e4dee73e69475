using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CoProWeek.Alerts;

/// <summary>Our pages' whole addresses, for mails and for links that are printed: as section <c>Web</c> names them, for every process alike.</summary>
internal sealed class PublicLinks(IConfiguration configuration, IServiceProvider services)
{
    /// <summary>Where the dashboard listens when nothing is configured.</summary>
    public const string Address = "http://127.0.0.1:5080";

    /// <summary>Never made from a request's Host header, which anybody may write.</summary>
    public Uri To(string path) => new(new Uri(Base), path);

    private string Base => Named("PublicUrl") ?? Listening ?? Named("Address") ?? Address;

    /// <summary>With port 0 only the server knows.</summary>
    private string? Listening => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    private string? Named(string key) => configuration[$"Web:{key}"] is { Length: > 0 } named ? named : null;
}
