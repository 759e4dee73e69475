namespace CoProWeek.Networks.Sandbox;

/// <summary>What a caller must show.</summary>
internal enum Who
{
    Anyone,
    User,
    UserOrApp,
}

/// <summary>One endpoint of the practice network.</summary>
internal sealed record SandboxRoute(string Method, string Path, Who Who, Func<SandboxCall, Task<Answer>> AnswerAsync)
{
    /// <summary>As limits, faults and the state name it: "GET /2/users/{id}/tweets".</summary>
    public string Name { get; } = $"{Method} {Path}";

    /// <summary>The switches, faults and views that X does not have: no fault, limit or token applies to them.</summary>
    public bool IsControl { get; } = Path.StartsWith("/sandbox/", StringComparison.Ordinal);
}

/// <summary>The endpoints, as each family adds its own.</summary>
internal sealed class RouteTable
{
    private readonly List<SandboxRoute> routes = [];

    public IReadOnlyList<SandboxRoute> All => routes;

    public void Add(string method, string path, Who who, Func<SandboxCall, Task<Answer>> answer) =>
        routes.Add(new(method, path, who, answer));

    public void Add(string method, string path, Who who, Func<SandboxCall, Answer> answer) =>
        Add(method, path, who, call => Task.FromResult(answer(call)));
}
