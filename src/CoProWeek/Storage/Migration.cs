using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Storage;

/// <summary>One numbered SQL file: <c>0001_campaigns.sql</c>. Once landed it is never edited; its hash tells if it was.</summary>
internal sealed record Migration(string Name, string Sql)
{
    private const string Folder = "migrations/";

    /// <summary>Of the text with plain line ends, so that a checkout on another system changes nothing.</summary>
    public string Sha256 =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>Those built into the program, in the order they are applied.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static Migration Read(string resource)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return new(resource[Folder.Length..], reader.ReadToEnd());
    }
}
