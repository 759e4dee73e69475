namespace CoProWeek.Storage;

/// <summary>Which database to work with: the server that the configuration names, else a private one in the data directory.</summary>
internal sealed record StorageOptions
{
    public const string ConnectionStringName = "CoProWeek";

    public string? ConnectionString { get; init; }

    /// <summary>The data directory, resolved.</summary>
    public required string Folder { get; init; }

    /// <summary>False for the demo: a power cut may lose it.</summary>
    public bool Durable { get; init; } = true;

    public bool IsEmbedded => string.IsNullOrWhiteSpace(ConnectionString);

    /// <summary>From the configuration and what <c>--data</c> named, if anything.</summary>
    public static StorageOptions From(IConfiguration configuration, string? data) => new()
    {
        ConnectionString = configuration.GetConnectionString(ConnectionStringName),
        Folder = DataDirectory.Resolve(data),
    };
}
