using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CoProWeek.Web;

/// <summary>Our pages' whole addresses, for mails and for links that are printed.</summary>
internal sealed class PublicLinks(IOptions<WebOptions> options, IServiceProvider services)
{
    /// <summary>Never made from a request's Host header, which anybody may write.</summary>
    public Uri To(string path) => new(new Uri(Base), path);

    private string Base => options.Value.PublicUrl is { Length: > 0 } named ? named
        : services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? options.Value.Address;
}
