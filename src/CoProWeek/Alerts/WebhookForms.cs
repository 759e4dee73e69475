using System.Text.Json.Nodes;

namespace CoProWeek.Alerts;

/// <summary>An alert as each chat takes it. Nothing that people wrote becomes a mention, a link or a mark of the chat's own.</summary>
internal static class WebhookForms
{
    /// <summary>Both chats refuse or cut much longer ones.</summary>
    private const int MostCharacters = 8_000;

    public static JsonObject Of(string kind, string subject, string text, Uri link) =>
        kind == AlertOptions.Teams ? Teams(subject, Cut(text), link) : Slack(subject, Cut(text));

    /// <summary>Slack reads &amp;, &lt; and &gt; as its own marks, "&lt;!channel&gt;" for one; addresses that are written out it links by itself.</summary>
    private static JsonObject Slack(string subject, string text) => new() { ["text"] = $"*{Escaped(subject)}*\n{Escaped(text)}" };

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A workflow takes a message with a card. In a card's text blocks Markdown works, in text runs it does not: so runs, one block a line.</summary>
    private static JsonObject Teams(string subject, string text, Uri link) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["type"] = "AdaptiveCard",
                ["version"] = "1.4",
                ["msteams"] = new JsonObject { ["width"] = "Full" },
                ["body"] = new JsonArray([Heading(subject), .. Lines(text)]),
                ["actions"] = new JsonArray(Open(link.AbsoluteUri, "Open in CoProWeek")),
            },
        }),
    };

    private static JsonObject Heading(string subject) => Block(new JsonObject { ["type"] = "TextRun", ["text"] = subject, ["weight"] = "Bolder", ["size"] = "Medium" }, "Default");

    /// <summary>An empty line is the space above the next one.</summary>
    private static IEnumerable<JsonNode> Lines(string text)
    {
        var spacing = "Medium";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Trim() != "")
                yield return Block(Run(line), spacing);
            spacing = line.Trim() == "" ? "Medium" : "None";
        }
    }

    private static JsonObject Block(JsonObject run, string spacing) => new() { ["type"] = "RichTextBlock", ["spacing"] = spacing, ["inlines"] = new JsonArray(run) };

    /// <summary>A line that is an address is one to press.</summary>
    private static JsonObject Run(string line)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = line };
        if (Uri.TryCreate(line.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            run["selectAction"] = Open(address.AbsoluteUri);
        return run;
    }

    private static JsonObject Open(string url, string? title = null)
    {
        var open = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url };
        if (title is not null)
            open["title"] = title;
        return open;
    }

    private static string Cut(string text) =>
        text.Length <= MostCharacters ? text : $"{text[..text.LastIndexOf('\n', MostCharacters)]}\n\nThe rest stands in the mail, and on the page Today.";
}
