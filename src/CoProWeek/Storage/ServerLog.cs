namespace CoProWeek.Storage;

/// <summary>What Postgres wrote down, for the message when it would not start.</summary>
internal static class ServerLog
{
    private const long LongestKept = 10_000_000;

    private static readonly string[] Telling = ["FATAL:", "PANIC:", "ERROR:", "HINT:", "LOG:  could not"];

    /// <summary>It is only ever added to; an old story is told anew from the beginning.</summary>
    public static void ForgetIfLong(string path)
    {
        if (Length(path) > LongestKept)
            File.Delete(path);
    }

    public static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    public static string ReadFrom(string path, long position)
    {
        if (!File.Exists(path))
            return "it left no word why.";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = position;
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n').Where(line => Telling.Any(line.Contains)).ToList();
        return lines.Count == 0 ? "it left no word why." : string.Join(' ', lines);
    }
}
