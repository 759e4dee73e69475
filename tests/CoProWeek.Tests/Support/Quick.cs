using CoProWeek.Storage;

namespace CoProWeek.Tests.Support;

/// <summary>A private Postgres that is light and waits for no disk.</summary>
internal static class Quick
{
    public static EmbeddedPostgresOptions In(string folder) => new()
    {
        Folder = folder,
        Durable = false,
        Settings = ["shared_buffers=8MB", "max_connections=20", "max_wal_senders=0", "wal_level=minimal"],
    };
}
