using System.Globalization;
using System.Text.Encodings.Web;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>A post's public address, for people who follow a link of a rehearsal. Nothing here is public.</summary>
internal static class PostPage
{
    public static void Map(WebApplication app, PracticeNetwork network, CampaignClock clock) =>
        app.MapGet("/{handle}/status/{id:long}", (string handle, long id) => Show(network, handle, id, clock.GetUtcNow()));

    private static IResult Show(PracticeNetwork network, string handle, long id, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            network.CatchUp(now);
            return network.Posts.Find(id) is { } post && network.Accounts.Find(post.AccountId) is { } by
                ? Results.Content(Html(network, by, post), "text/html; charset=utf-8")
                : Results.Content(Page("Not here", $"<p>@{Safe(handle)} has no post {id} on the practice network.</p>"), "text/html; charset=utf-8", statusCode: 404);
        }
    }

    private static string Html(PracticeNetwork network, Profile by, SandboxPost post)
    {
        var pictures = post.MediaIds.Select(id => network.Media[id].AltText).Select(alt => $"<p><em>Picture: {Safe(alt ?? "no alt text")}</em></p>");
        var answers = post.ReplyTo is { } to ? $"<p>In answer to {to}</p>" : "";
        var when = post.CreatedAt.ToString("ddd d MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return Page($"@{by.Handle} on the practice network", $"{answers}<blockquote>{Safe(post.Text).ReplaceLineEndings("<br>")}</blockquote>{string.Concat(pictures)}<p>@{Safe(by.Handle)}, {when}</p>");
    }

    private static string Page(string title, string body) => $"""
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Safe(title)}</title>
        <body><h1>{Safe(title)}</h1>{body}<p>This is a rehearsal: nobody but this machine can see it.</p></body></html>
        """;

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
