using System.Text;
using System.Text.RegularExpressions;

namespace CoProWeek.Tests.Support;

/// <summary>A mail as a mail program reads it from the wire: headers unfolded and decoded, text and files out of their encodings.</summary>
internal sealed partial class ReceivedMail
{
    private readonly Entity entity;

    private ReceivedMail(string raw, string from, IReadOnlyList<string> to) => (Raw, From, To, entity) = (raw, from, to, Entity.Read(raw));

    public string Raw { get; }

    /// <summary>From the envelope, as are those it went to.</summary>
    public string From { get; }

    public IReadOnlyList<string> To { get; }

    public string Subject => Header("Subject") ?? "";

    public string Text => Encoding.UTF8.GetString(TextPart.Bytes).ReplaceLineEndings("\n");

    public IReadOnlyList<(string Name, byte[] Bytes)> Files =>
        [.. entity.Parts.Skip(1).Select(part => (FileName().Match(part.Header("Content-Type") ?? "").Groups["name"].Value, part.Bytes))];

    public IEnumerable<string> HeaderNames => entity.Headers.Select(header => header.Name);

    public static ReceivedMail Read(string raw, string from, IReadOnlyList<string> to) => new(raw, from, to);

    public string? Header(string name) => entity.Header(name);

    private Entity TextPart => entity.Parts is [var first, ..] ? first : entity;

    /// <summary>Headers, an empty line and a body: a mail is one, and so is each of its parts.</summary>
    private sealed record Entity(IReadOnlyList<(string Name, string Value)> Headers, string Body)
    {
        public IReadOnlyList<Entity> Parts => Boundary().Match(Header("Content-Type") ?? "") is { Success: true } match
            ? [.. Body.Split($"--{match.Groups["boundary"].Value}")[1..^1].Select(part => Read(part.TrimStart('\r', '\n')))]
            : [];

        public byte[] Bytes => (Header("Content-Transfer-Encoding") ?? "7bit").ToLowerInvariant() switch
        {
            "base64" => Convert.FromBase64String(Body.Trim()),
            "quoted-printable" => FromQuotedPrintable(Body),
            _ => Encoding.UTF8.GetBytes(Body),
        };

        public static Entity Read(string raw)
        {
            var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var lines = Fold().Replace(raw[..end], " ").Split("\r\n");
            return new([.. lines.Select(line => line.Split(':', 2)).Select(pair => (pair[0], Decoded(pair[1].Trim())))], raw[(end + 4)..]);
        }

        public string? Header(string name) =>
            Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
    }

    private static string Decoded(string value) =>
        Word().Replace(BetweenWords().Replace(value, "?==?"), match => match.Groups["how"].Value is "B" or "b"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["what"].Value))
            : Encoding.UTF8.GetString(FromQuotedPrintable(match.Groups["what"].Value.Replace('_', ' '))));

    private static byte[] FromQuotedPrintable(string text) =>
        Encoding.Latin1.GetBytes(Hex().Replace(text.Replace("=\r\n", "", StringComparison.Ordinal), match => ((char)Convert.ToByte(match.Groups["hex"].Value, 16)).ToString()));

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.ExplicitCapture)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?(?<how>[BbQq])\?(?<what>[^?]*)\?=", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex("=(?<hex>[0-9A-F]{2})", RegexOptions.ExplicitCapture)]
    private static partial Regex Hex();

    [GeneratedRegex("boundary=\"?(?<boundary>[^\";]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Boundary();

    [GeneratedRegex("name=\"?(?<name>[^\";]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
