namespace CoProWeek.Reporting.Files;

/// <summary>
/// Where a file is made before it goes anywhere: on the disk, so that a long one takes no memory, and whole or not at all, so that a
/// failure half way is told and not sent. It is gone when it is closed.
/// </summary>
internal static class Spool
{
    private const int Buffer = 81_920;

    public static FileStream Open() =>
        new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
