using System.Security.Cryptography;

namespace CoProWeek.Web;

/// <summary>
/// The stylesheet and the icon. They are built into the program, for static files are served empty from build output,
/// and named by their content, so that a browser keeps them until they change.
/// </summary>
internal sealed class Asset
{
    private readonly byte[] bytes;
    private readonly string contentType;

    /// <summary>The stylesheet's parts, in the order in which later ones overrule earlier ones.</summary>
    private static readonly string[] Sheets = ["colours", "dark", "frame", "parts", "today", "week", "post", "mentions", "exceptions", "report"];

    private Asset(string name, string extension, string contentType, params string[] parts)
    {
        bytes = [.. parts.SelectMany(part => Read($"web/{part}.{extension}"))];
        this.contentType = contentType;
        Path = $"/{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}.{extension}";
    }

    public static Asset Stylesheet { get; } = new("dashboard", "css", "text/css; charset=utf-8", Sheets);

    public static Asset Icon { get; } = new("icon", "svg", "image/svg+xml", "icon");

    public string Path { get; }

    public static void Map(WebApplication app)
    {
        foreach (var asset in new[] { Stylesheet, Icon })
            app.MapGet(asset.Path, asset.Send);
    }

    private IResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(bytes, contentType);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
