using System.Text;

namespace CoProWeek.Campaigns.Files;

/// <summary>A file's bytes as text. Only UTF-8 is read: anything else is named, never guessed at and garbled.</summary>
internal static class PlanText
{
    private const string SaveAs = "UTF-8: in Excel choose Save As, \"CSV UTF-8 (Comma delimited)\"";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string? Read(byte[] bytes, FileFindings findings)
    {
        if (NotText(bytes) is { } what)
        {
            findings.Wrong(null, null, what, SaveAs);
            return null;
        }
        try
        {
            return Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            findings.Wrong(null, null, $"line {LineOf(bytes, wrong)} is not UTF-8: the file was probably saved as plain CSV (Windows-1252), which spoils letters such as é and ’", SaveAs);
            return null;
        }
    }

    private static string? NotText(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "the file was saved as Unicode text (UTF-16)",
        [(byte)'P', (byte)'K', 3, 4, ..] => "the file is a workbook or a zip, not a CSV file",
        _ when bytes.Contains((byte)0) => "the file is not plain text; it may have been saved as Unicode text (UTF-16)",
        _ => null,
    };

    /// <summary>The decoder counts its place from after a byte order mark, which holds no line end: near enough for a line number.</summary>
    private static int LineOf(byte[] bytes, DecoderFallbackException wrong) =>
        bytes.AsSpan(0, Math.Clamp(wrong.Index, 0, bytes.Length)).Count((byte)'\n') + 1;
}
