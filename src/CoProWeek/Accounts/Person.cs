namespace CoProWeek.Accounts;

/// <summary>Somebody who may sign in.</summary>
internal sealed record Person
{
    public required long Id { get; init; }

    /// <summary>As it stands in the history; no two people share one, whatever its case.</summary>
    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>"manager", "author" or "reviewer".</summary>
    public required string Role { get; init; }

    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>False until the first link was used.</summary>
    public bool HasPassword { get; init; }

    /// <summary>Browsers that are signed in.</summary>
    public int Sessions { get; init; }
}

/// <summary>What people may be.</summary>
internal static class Roles
{
    public const string Manager = "manager";
    public const string Author = "author";
    public const string Reviewer = "reviewer";

    public static IReadOnlyList<string> All { get; } = [Manager, Author, Reviewer];
}

/// <summary>It cannot be done, and the message says why and what to do instead.</summary>
internal sealed class PersonException(string message) : Exception(message);
