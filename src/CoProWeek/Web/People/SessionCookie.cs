using CoProWeek.Accounts;

namespace CoProWeek.Web;

/// <summary>The cookie that holds a session's token: unread by script, sent to nobody else, over https alone where there is https.</summary>
internal static class SessionCookie
{
    private const string Plain = "coproweek";

    // A browser takes this name only over https, for this host alone.
    private const string Locked = $"__Host-{Plain}";

    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public static void Write(HttpContext context, string token) =>
        context.Response.Cookies.Append(NameFor(context), token, Options(context, PersonSignIn.Longest));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context, null));

    private static string NameFor(HttpContext context) => context.Request.IsHttps ? Locked : Plain;

    // Lax: a link in a mail opens signed in; a form on another site posts as a stranger.
    private static CookieOptions Options(HttpContext context, TimeSpan? lives) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = lives };
}
