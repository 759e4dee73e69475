using System.Text;
using System.Text.Json;

namespace CoProWeek.Networks.Sandbox.State;

/// <summary>
/// The file of accepted changes, one JSON line each, written before the answer. What the operating system
/// has been given survives a killed process, which is all that is asked here: the disk is not waited for.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream? kept;

    private Journal(FileStream? file) => kept = file;

    public static Journal InMemory() => new(null);

    /// <summary>Opens the file and hands every entry of it to <paramref name="apply"/>. A last line cut short by a kill is dropped.</summary>
    public static Journal Open(string path, Action<JournalEntry> apply)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            file.SetLength(Replay(file, path, apply));
            file.Seek(0, SeekOrigin.End);
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Append(JournalEntry entry)
    {
        if (kept is null)
            return;
        kept.Write(JsonSerializer.SerializeToUtf8Bytes(entry, Wire.Json));
        kept.WriteByte((byte)'\n');
        kept.Flush();
    }

    public void Dispose() => kept?.Dispose();

    /// <summary>Returns how many bytes of the file are whole lines.</summary>
    private static long Replay(FileStream file, string path, Action<JournalEntry> apply)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var text = reader.ReadToEnd();
        var (start, number, whole) = (0, 0, 0L);
        for (int end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
        {
            number++;
            apply(Read(text.AsSpan(start, end - start), path, number));
            whole += Encoding.UTF8.GetByteCount(text.AsSpan(start, end - start)) + 1;
        }
        return whole;
    }

    private static JournalEntry Read(ReadOnlySpan<char> line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(line, Wire.Json)
                ?? throw new JsonException("the line says null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"The sandbox cannot read line {number} of its journal {path}: {e.Message} Name another file, or remove this one to begin anew.", e);
        }
    }
}
