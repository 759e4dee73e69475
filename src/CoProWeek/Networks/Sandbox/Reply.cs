using System.Text;
using CoProWeek.Networks.Sandbox.Posts;

namespace CoProWeek.Networks.Sandbox;

/// <summary>An answer on its way out, and what becomes of it on the wire.</summary>
internal sealed record Reply(Answer Answer)
{
    private const int SlowPieces = 10;

    /// <summary>Ends the connection without a word.</summary>
    public bool Drops { get; init; }

    /// <summary>Sends half of the body, then ends the connection.</summary>
    public bool CutsShort { get; init; }

    /// <summary>Spreads the body over this long (real time).</summary>
    public TimeSpan Slowly { get; init; }

    /// <summary>Sent instead of the body.</summary>
    public string? RawBody { get; init; }

    public string? ContentType { get; init; }

    public async Task SendAsync(SandboxCall call, bool newNames)
    {
        if (Drops)
        {
            call.Http.Abort();
            return;
        }
        var response = call.Http.Response;
        response.StatusCode = Answer.Status;
        response.ContentType = ContentType ?? Answer.ContentType;
        response.Headers["api-version"] = "2.167";
        var body = Encoding.UTF8.GetBytes(RawBody ?? Text(newNames));
        response.ContentLength = body.Length;
        if (CutsShort)
        {
            await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), call.Aborted);
            await response.Body.FlushAsync(call.Aborted);
            call.Http.Abort();
        }
        else if (Slowly > TimeSpan.Zero)
            await SendSlowlyAsync(call, body);
        else
            await response.Body.WriteAsync(body, call.Aborted);
    }

    private async Task SendSlowlyAsync(SandboxCall call, byte[] body)
    {
        foreach (var piece in body.Chunk(Math.Max(1, (body.Length + SlowPieces - 1) / SlowPieces)))
        {
            await Task.Delay(Slowly / SlowPieces, TimeProvider.System, call.Aborted);
            await call.Http.Response.Body.WriteAsync(piece, call.Aborted);
            await call.Http.Response.Body.FlushAsync(call.Aborted);
        }
    }

    private string Text(bool newNames)
    {
        if (Answer.Body is { } body && newNames && !Answer.IsPlain)
            FieldNames.RenameToNew(body);
        return Answer.Body?.ToJsonString(Wire.Json) ?? "";
    }
}
