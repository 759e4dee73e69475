using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>GET and POST /i/oauth2/authorize: the page on which a person lets an app post as them. Whoever opens it is signed in as any account they choose.</summary>
internal static class ConsentPage
{
    private const string Path = "/i/oauth2/authorize";

    public static void Map(WebApplication app, SandboxOptions options, CodeBook codes, KeyBoard keys)
    {
        app.MapGet(Path, (HttpContext http) => Asked.Read(http.Request.Query) is { } asked && asked.Fault(options) is null
            ? Page(asked, options)
            : Html("Something went wrong", "<p>You weren’t able to give access to the App. Go back and try logging in again.</p>", 400));
        app.MapPost(Path, async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var asked = Asked.Read(http.Request.Query);
            var account = options.Accounts.FirstOrDefault(one => one.Handle == form["handle"]);
            if (asked is null || asked.Fault(options) is not null || account is null)
                return Html("Something went wrong", "<p>This is not what was asked.</p>", 400);
            var answer = form["say"] == "allow"
                ? ("code", codes.Give(new(account, asked.RedirectUri, asked.Challenge, Granted(asked, keys.For(account)))))
                : ("error", "access_denied");
            return Results.Redirect(QueryHelpers.AddQueryString(asked.RedirectUri, new Dictionary<string, string?> { ["state"] = asked.State, [answer.Item1] = answer.Item2 }));
        });
    }

    private static string Granted(Asked asked, KeyRules rules) =>
        string.Join(' ', asked.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(rules.Withheld));

    private static IResult Page(Asked asked, SandboxOptions options)
    {
        var people = options.Accounts.Where(account => account.ClientId == asked.ClientId).Select((account, n) =>
            $"""<p><label><input type="radio" name="handle" value="{Safe(account.Handle)}"{(n == 0 ? " checked" : "")}> @{Safe(account.Handle)}</label></p>""");
        return Html("An app wants to access your account", $"""
            <p>It asks for: {Safe(asked.Scope)}</p>
            <form method="post">{string.Concat(people)}<p><button name="say" value="allow">Authorize app</button> <button name="say" value="deny">Cancel</button></p></form>
            """);
    }

    private static IResult Html(string title, string body, int status = 200) => Results.Content($"""
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>{title}</title>
        <body><h1>{title}</h1>{body}<p>This is a rehearsal: nobody but this machine can see it.</p></body></html>
        """, "text/html; charset=utf-8", statusCode: status);

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private sealed record Asked(string ClientId, string RedirectUri, string Scope, string State, string Challenge)
    {
        /// <summary>Null when something that PKCE needs is missing.</summary>
        public static Asked? Read(IQueryCollection query) =>
            query["response_type"] == "code" && query["code_challenge_method"] == "S256"
            && query["client_id"] is [{ Length: > 0 } client] && query["redirect_uri"] is [{ Length: > 0 } back]
            && query["scope"] is [{ Length: > 0 } scope] && query["state"] is [{ Length: > 0 } state] && query["code_challenge"] is [{ Length: > 0 } challenge]
                ? new(client, back, scope, state, challenge)
                : null;

        public string? Fault(SandboxOptions options) =>
            !options.Accounts.Any(account => account.ClientId == ClientId) ? "client_id"
            : !Uri.TryCreate(RedirectUri, UriKind.Absolute, out _) ? "redirect_uri"
            : null;
    }
}
