using System.Net;

namespace CoProWeek.Alerts;

/// <summary>An address that is itself a key: whoever knows it may use it. Only its host is ever shown.</summary>
internal readonly record struct SecretAddress(string Key, string Value, string File)
{
    public bool IsGiven => Value.Length > 0 || File.Length > 0;

    /// <summary>Read anew each time, so that a renewed file counts without a restart; null when it is none.</summary>
    public Uri? Read() =>
        Uri.TryCreate(Value.Length > 0 ? Value.Trim() : OfFile(), UriKind.Absolute, out var address) && IsSafe(address) ? address : null;

    /// <summary>What is wrong with it, without a word of the address itself.</summary>
    public string? Fault()
    {
        if (Value.Length > 0 && File.Length > 0)
            return $"{Key} and {Key}File are both set; keep one";
        if (File.Length > 0 && !System.IO.File.Exists(File))
            return $"{Key}File names {File}, which is not there or may not be read; correct the path";
        return IsGiven && Read() is null ? $"{Key} is no https address; copy it whole, from https:// to its end" : null;
    }

    /// <summary>The struct prints its name only.</summary>
    public override string ToString() => Key;

    private string OfFile()
    {
        try
        {
            return File.Length > 0 ? System.IO.File.ReadAllText(File).Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Plain http would show it to everybody between; on this machine nobody is.</summary>
    private static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || address.Scheme == Uri.UriSchemeHttp && (address.Host == "localhost" || IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
