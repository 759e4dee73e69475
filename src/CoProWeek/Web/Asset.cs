using System.IO.Compression;
using System.Security.Cryptography;

namespace CoProWeek.Web;

/// <summary>
/// The stylesheet, the icon and the modules. They are built into the program, for static files are served empty from build output,
/// and named by their content, so that a browser keeps them until they change. They go out compressed; pages do not, for what a page
/// keeps secret could be guessed from the length of it.
/// </summary>
internal sealed class Asset
{
    private readonly byte[] bytes;
    private readonly Lazy<byte[]> zipped;
    private readonly string contentType;

    /// <summary>The stylesheet's parts, in the order in which later ones overrule earlier ones.</summary>
    private static readonly string[] Sheets =
    [
        "colours", "dark", "frame", "parts", "forms", "today", "week", "cells", "post",
        "approve", "mentions", "plan", "actions", "compose", "byhand", "accounts", "spending", "checks", "alerts", "reports",
        "exceptions", "report",
    ];

    private Asset(string name, string extension, string contentType, params string[] parts)
    {
        bytes = [.. parts.SelectMany(part => Read($"web/{part}.{extension}"))];
        this.contentType = contentType;
        zipped = new(() => Zip(bytes));
        Path = $"/{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}.{extension}";
    }

    public static Asset Stylesheet { get; } = new("dashboard", "css", "text/css; charset=utf-8", Sheets);

    public static Asset Icon { get; } = new("icon", "svg", "image/svg+xml", "icon");

    private static readonly Dictionary<string, Asset> Modules = typeof(Asset).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("web/", StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal))
        .Select(name => name["web/".Length..^".js".Length])
        .ToDictionary(name => name, name => new Asset(name, "js", "text/javascript; charset=utf-8", name));

    /// <summary>A module of ours: <c>Web/Scripts/{name}.js</c>.</summary>
    public static Asset Script(string name) => Modules[name];

    public string Path { get; }

    public static void Map(WebApplication app)
    {
        foreach (var asset in new[] { Stylesheet, Icon }.Concat(Modules.Values))
            app.MapGet(asset.Path, asset.Send).AllowAnonymous();
    }

    private IResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(way => way.Value == "gzip" && way.Quality is not 0))
            return TypedResults.Bytes(bytes, contentType);
        context.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(zipped.Value, contentType);
    }

    private static byte[] Zip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize))
            zip.Write(plain);
        return packed.ToArray();
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
