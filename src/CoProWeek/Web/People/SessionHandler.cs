using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using System.Text.Encodings.Web;
using CoProWeek.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads who asks from the session's cookie, anew at every request: a session that ended is over at once.</summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { } token)
            return AuthenticateResult.NoResult();
        try
        {
            return await sessions.FindAsync(token, Context.RequestAborted) is { } person ? Known(person) : AuthenticateResult.NoResult();
        }
        catch (NpgsqlException e)
        {
            // What anybody may ask is answered without the database: that it is gone, for one. Everything else fails with this.
            return AuthenticateResult.Fail(e);
        }
    }

    private AuthenticateResult Known(Person person)
    {
        var identity = new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, person.Name),
            new(ClaimTypes.Role, person.Role),
        ], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <summary>To the sign-in page, and back here afterwards; only a GET can be come back to.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceAsync()).Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        var back = HttpMethods.IsGet(Request.Method) && Request.Path != "/" ? QueryString.Create("back", $"{Request.Path}{Request.QueryString}") : QueryString.Empty;
        Response.Redirect($"/sign-in{back}");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
