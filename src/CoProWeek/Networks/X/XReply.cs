using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X;

/// <summary>How one HTTP request to X ended.</summary>
internal abstract partial record XReply
{
    private const int ExcerptLength = 200;

    private XReply()
    {
    }

    /// <summary>A whole answer came.</summary>
    internal sealed record Answer(int Status) : XReply
    {
        public XLimits Limits { get; init; } = new();

        /// <summary>What OAuth 1.0a keys may do, in X's words: "read", "read-write"; null where X does not say.</summary>
        public string? AccessLevel { get; init; }

        /// <summary>The body, when it is a JSON object; else undefined, which reads as having no fields.</summary>
        public JsonElement Json { get; init; }

        /// <summary>Its first characters, without control characters.</summary>
        public string Excerpt { get; init; } = "";

        public bool IsJson => Json.ValueKind == JsonValueKind.Object;

        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>The request certainly never reached X.</summary>
    internal sealed record NotSent(string Cause) : XReply;

    /// <summary>It may have reached X; no whole answer came back.</summary>
    internal sealed record Broken(string Cause) : XReply;

    /// <summary>Reads a body that should be a JSON object.</summary>
    public static JsonElement Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(Readable(body));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>Texts come from anybody: a NUL, which no database keeps, and half of a surrogate pair, which is no text, are replaced.</summary>
    public static string Readable(string body) => body.Contains("\\u", StringComparison.Ordinal) ? NoText.Replace(body, "\\ufffd") : body;

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\u(?:0000|[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\u)[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex NoText { get; }

    /// <summary>The first characters of a text, on one line.</summary>
    public static string Cut(string text)
    {
        var cut = new StringBuilder(ExcerptLength);
        foreach (var rune in text.EnumerateRunes())
        {
            if (cut.Length + rune.Utf16SequenceLength > ExcerptLength)
                break;
            cut.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return cut.ToString().Trim();
    }
}
