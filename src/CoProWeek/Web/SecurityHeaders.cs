namespace CoProWeek.Web;

/// <summary>
/// What a page may do: show itself, our stylesheet, our modules and our pictures, and post to us. No frame, no other
/// host, nothing inline, so that text from outside which slipped through would still be inert.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string FormsStayHere = "form-action 'self'";

    /// <summary>For a page with a form whose answer sends the browser on to another place: browsers ask the policy there too.</summary>
    public static void LetFormsLeadTo(HttpContext context, Uri place) => context.Response.Headers.ContentSecurityPolicy =
        Policy.Replace(FormsStayHere, $"{FormsStayHere} {place.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal);

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        if (string.IsNullOrEmpty(headers.CacheControl))
            headers.CacheControl = "no-store";
        return next(context);
    });
}
