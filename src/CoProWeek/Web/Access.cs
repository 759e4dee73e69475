using System.Security.Claims;
using CoProWeek.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace CoProWeek.Web;

/// <summary>Who may do what: everybody who is signed in reads; authors write drafts; managers do everything.</summary>
internal static class Access
{
    /// <summary>Drafts: authors and managers.</summary>
    public const string Write = "write";

    /// <summary>Everything: managers.</summary>
    public const string Manage = "manage";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(SessionHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Write, policy => policy.RequireRole(Roles.Manager, Roles.Author))
            .AddPolicy(Manage, policy => policy.RequireRole(Roles.Manager))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    extension(ClaimsPrincipal person)
    {
        /// <summary>Whether a policy lets them.</summary>
        public bool May(string policy) => policy switch
        {
            Write => person.IsInRole(Roles.Manager) || person.IsInRole(Roles.Author),
            Manage => person.IsInRole(Roles.Manager),
            _ => false,
        };

        /// <summary>As the history shows them.</summary>
        /// <exception cref="InvalidOperationException">Nobody is signed in: no page that acts lets a stranger in.</exception>
        public string Name() => person.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in.");

        public long PersonId() => long.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
