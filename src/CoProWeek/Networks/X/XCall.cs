using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CoProWeek.Networks.X;

/// <summary>One request to X, not yet sent.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">Below the base address, without a leading slash; or a whole address.</param>
internal sealed record XCall(HttpMethod Method, string Path)
{
    /// <summary>X gives an answer in seconds; a create is waited for the longest, for a lost answer costs a read-back.</summary>
    public static readonly TimeSpan CreateTimeout = TimeSpan.FromSeconds(30);

    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    /// <summary>Makes the body, anew for each try.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>For one try, in real time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A good answer is a secret itself: no word of it is kept as an excerpt.</summary>
    public bool AnswersSecrets { get; init; }

    /// <summary>The longest answer that is read.</summary>
    public int AnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>Path and query; parameters without a value are left out.</summary>
    public string Address
    {
        get
        {
            var query = string.Join('&', Query.Where(q => q.Value is not null).Select(q => $"{OAuth1.Encode(q.Name)}={OAuth1.Encode(q.Value!)}"));
            return query.Length == 0 ? Path : $"{Path}?{query}";
        }
    }

    public static Func<HttpContent> Form(params (string Name, string Value)[] fields) =>
        () => new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static Func<HttpContent> Json<T>(T body) => () =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}

/// <summary>A body that remembers whether its sending was begun: before that, nothing can have been created.</summary>
internal sealed class TracedContent : HttpContent
{
    private readonly HttpContent inner;

    public TracedContent(HttpContent inner)
    {
        this.inner = inner;
        foreach (var header in inner.Headers)
            Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    public bool IsBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsBegun = true;
        return inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = inner.Headers.ContentLength ?? 0;
        return inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
