using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Networks.Sandbox;

/// <summary>An account that can be posted as, with every kind of credential X knows. A credential left null is not honoured.</summary>
internal sealed record SandboxAccount(long Id, string Handle, string Name)
{
    /// <summary>The app's own token: reads only.</summary>
    public string? Bearer { get; init; }

    /// <summary>OAuth 2.0 user token as given at the start; it does not expire by itself.</summary>
    public string? UserToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? ClientId { get; init; }

    /// <summary>Null is a public client, which names its id in the form instead.</summary>
    public string? ClientSecret { get; init; }

    public string? ConsumerKey { get; init; }

    public string? ConsumerSecret { get; init; }

    public string? AccessToken { get; init; }

    public string? AccessSecret { get; init; }

    /// <summary>Whether it may post beyond 280, as subscribers can.</summary>
    public bool LongPosts { get; init; }

    /// <summary>Null is none, or with a crowd what that makes up.</summary>
    public int? Followers { get; init; }

    /// <summary>
    /// An account whose id and tokens follow from its handle, so that another process can work them out. All of
    /// these belong to one app, as ours do.
    /// </summary>
    public static SandboxAccount Practice(string handle)
    {
        var key = $"sandbox-{handle.ToLowerInvariant()}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var id = 1_000_000_000 + BinaryPrimitives.ReadUInt32BigEndian(hash);
        return new(id, handle, handle)
        {
            Bearer = "sandbox-bearer",
            UserToken = $"{key}-user-token",
            RefreshToken = $"{key}-refresh-token",
            ClientId = "sandbox-client",
            ClientSecret = "sandbox-client-secret",
            ConsumerKey = "sandbox-consumer-key",
            ConsumerSecret = "sandbox-consumer-secret",
            AccessToken = $"{id}-{key}-access-token",
            AccessSecret = $"{key}-access-secret",
        };
    }
}
