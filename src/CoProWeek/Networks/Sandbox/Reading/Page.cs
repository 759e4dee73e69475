using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>A page of posts: data, includes, errors and meta, each only when there is something in it.</summary>
internal static class Page
{
    private const string TokenMark = "7140";

    /// <summary>The next page goes on below the last id of this one, and so is not disturbed by new posts.</summary>
    public static string TokenAfter(long id) => TokenMark + Convert.ToHexStringLower(BitConverter.GetBytes(id));

    public static long ReadToken(string parameter, string token)
    {
        try
        {
            if (token.Length == TokenMark.Length + 16 && token.StartsWith(TokenMark, StringComparison.Ordinal))
                return BitConverter.ToInt64(Convert.FromHexString(token[TokenMark.Length..]));
        }
        catch (FormatException)
        {
            // Falls through: it is no token of ours.
        }
        throw Problem.Invalid(parameter, token, $"The `{parameter}` query parameter value [{token}] is not valid");
    }

    public static int MaxResults(SandboxCall call, int least, int most, int usual)
    {
        if (call.Query("max_results") is not { } text)
            return usual;
        return int.TryParse(text, out var wanted) && wanted >= least && wanted <= most
            ? wanted
            : throw Problem.Invalid("max_results", text, $"The `max_results` query parameter value [{text}] is not between {least} and {most}");
    }

    /// <summary>Cuts the posts, newest first, to one page.</summary>
    public static Answer Of(IReadOnlyList<SandboxPost> found, int size, PracticeNetwork network, Wanted wanted)
    {
        var shown = found.Take(size).ToList();
        var meta = new JsonObject { ["result_count"] = shown.Count };
        if (shown.Count > 0)
        {
            meta["newest_id"] = Wire.Id(shown[0].Id);
            meta["oldest_id"] = Wire.Id(shown[^1].Id);
        }
        if (found.Count > size)
            meta["next_token"] = TokenAfter(shown[^1].Id);
        var body = Body(shown, network, wanted);
        body["meta"] = meta;
        return new(200, body);
    }

    public static JsonObject Body(IReadOnlyList<SandboxPost> shown, PracticeNetwork network, Wanted wanted)
    {
        var writer = new PostWriter(network, wanted);
        var body = new JsonObject();
        if (shown.Count > 0)
            body["data"] = new JsonArray([.. shown.Select(writer.Write)]);
        if (Includes.Of(shown, network, wanted, writer) is { } includes)
            body["includes"] = includes;
        return body;
    }
}
