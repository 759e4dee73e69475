namespace CoProWeek.Storage;

/// <summary>How to run the private cluster.</summary>
internal sealed record EmbeddedPostgresOptions
{
    /// <summary>The data directory: the cluster and its password live in it.</summary>
    public required string Folder { get; init; }

    /// <summary>False in tests and the demo: nothing waits for the disk, and a power cut may lose everything.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Settings for a cluster that we start, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The Postgres programs to choose from.</summary>
    public Func<Task<IReadOnlyList<PostgresPrograms>>> FindPrograms { get; init; } = PostgresPrograms.FindAllAsync;

    /// <summary>A port to try. Another process may take it before Postgres does: then the next is asked for.</summary>
    public Func<int> NextPort { get; init; } = LoopbackPort.FindFree;
}

/// <summary>The private cluster cannot be had. The message is for people.</summary>
internal sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
