using System.Text.Json.Nodes;

namespace CoProWeek.Networks.Sandbox;

/// <summary>X's error bodies.</summary>
internal static class Problem
{
    private const string Types = "https://api.twitter.com/2/problems/";

    public static RefusalException Unauthorized() => Plain(401, "Unauthorized", "Unauthorized");

    public static RefusalException Forbidden(string detail) => Plain(403, "Forbidden", detail);

    public static RefusalException BadRequest(string detail) => Plain(400, "Invalid Request", detail);

    public static RefusalException NotFound(string detail) => Plain(404, "Not Found", detail);

    /// <summary>The plan does not include it: no change of content would help.</summary>
    public static RefusalException ClientForbidden(string detail) =>
        new(new(403, new JsonObject
        {
            ["title"] = "Client Forbidden",
            ["detail"] = detail,
            ["type"] = Types + "client-forbidden",
            ["status"] = 403,
            ["reason"] = "client-not-enrolled",
        }));

    public static RefusalException WrongKindOfToken() =>
        new(new(403, new JsonObject
        {
            ["title"] = "Unsupported Authentication",
            ["detail"] = "Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.  Supported authentication types are [OAuth 1.0a User Context, OAuth 2.0 User Context].",
            ["type"] = Types + "unsupported-authentication",
            ["status"] = 403,
        }));

    public static RefusalException ReadOnlyKeys() =>
        new(Status(403, "Forbidden", "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.", "oauth1-permissions"));

    public static RefusalException Invalid(string parameter, string value, string message) =>
        new(new(400, new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject
            {
                ["parameters"] = new JsonObject { [parameter] = new JsonArray(value) },
                ["message"] = message,
            }),
            ["title"] = "Invalid Request",
            ["detail"] = "One or more parameters to your request was invalid.",
            ["type"] = Types + "invalid-request",
        }));

    public static Answer Status(int status, string title, string detail, string? type = null) =>
        new(status, new JsonObject { ["title"] = title, ["detail"] = detail, ["type"] = type is null ? "about:blank" : Types + type, ["status"] = status });

    /// <summary>What stands in "errors" beside the posts that were found.</summary>
    public static JsonObject MissingPost(string parameter, string id) => new()
    {
        ["value"] = id,
        ["detail"] = $"Could not find tweet with {parameter}: [{id}].",
        ["title"] = "Not Found Error",
        ["resource_type"] = "tweet",
        ["parameter"] = parameter,
        ["resource_id"] = id,
        ["type"] = Types + "resource-not-found",
    };

    private static RefusalException Plain(int status, string title, string detail) => new(Status(status, title, detail));
}
