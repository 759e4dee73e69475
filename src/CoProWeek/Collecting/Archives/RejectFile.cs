using System.Text;

namespace CoProWeek.Collecting.Archives;

/// <summary>
/// What could not be imported, as it stood, each under a line that says where it was and what is wrong: mended, the file itself can be
/// imported. It is made when the first one comes.
/// </summary>
internal sealed class RejectFile(string path) : IDisposable
{
    /// <summary>No JSON and no table begins a record so.</summary>
    public static ReadOnlySpan<byte> Mark => "# rejected, "u8;

    private readonly Lock writing = new();
    private readonly HashSet<string> headed = [];
    private FileStream? file;

    public string Path => path;

    /// <summary>From both ends of an import at once.</summary>
    /// <param name="source">Whose record it is.</param>
    /// <param name="where">"2022.jsonl, line 12".</param>
    /// <param name="why">Without a full stop.</param>
    /// <param name="record">As it stood.</param>
    public void Add(ArchiveSource source, string where, string why, ReadOnlySpan<byte> record)
    {
        lock (writing)
        {
            file ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
            if (source.Headings != "" && headed.Add(source.Headings))
                WriteLine(Encoding.UTF8.GetBytes(source.Headings));
            file.Write(Mark);
            WriteLine(Encoding.UTF8.GetBytes($"{where}: {why}"));
            WriteLine(record);
        }
    }

    public void Dispose() => file?.Dispose();

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        file!.Write(line);
        file.WriteByte((byte)'\n');
    }
}
