using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CoProWeek.Networks;
using CoProWeek.Networks.X;
using CoProWeek.Networks.X.Archives;

namespace CoProWeek.Collecting.Archives;

/// <summary>One file of an archive, plain or gzipped, or standard input: its records in their order.</summary>
internal sealed class ArchiveSource : IDisposable
{
    private const int Glance = 1 << 16;

    private readonly Stream file;
    private readonly Stream content;
    private readonly ByteWindow bytes;
    private readonly FoundAuthor? owner;
    private readonly XTableMapping? mapping;

    private ArchiveSource(string path, Stream file, XTableMapping? mapping)
    {
        (this.file, this.mapping, Name) = (file, mapping, path == "-" ? "standard input" : Path.GetFileName(path));
        var raw = new BufferedStream(file, Glance);
        content = IsZipped(raw, out var begin) ? new GZipStream(begin, CompressionMode.Decompress) : begin;
        bytes = new ByteWindow(content);
        while (bytes.Unread.Length < Glance && bytes.Fill())
        {
        }
        Layout = ArchiveKind.Of(bytes.Unread);
        owner = Owner(path);
        if (file.CanSeek)
            (Length, WrittenAt) = (file.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero));
    }

    public string Name { get; }

    public ArchiveLayout Layout { get; }

    /// <summary>In bytes as they lie on the disk; null for what comes through a pipe.</summary>
    public long? Length { get; }

    public long Position => file.CanSeek ? file.Position : 0;

    /// <summary>When it was last written; null for what comes through a pipe.</summary>
    public DateTimeOffset? WrittenAt { get; }

    /// <summary>The first row of a table.</summary>
    public string Headings { get; private set; } = "";

    /// <summary>Why it could not be read to its end; empty when it was.</summary>
    public string Problem => bytes.Problem;

    /// <summary>"line 12", "element 12".</summary>
    public string Place(long number) => Layout is ArchiveLayout.Lines or ArchiveLayout.Table ? $"line {number}" : $"element {number}";

    /// <exception cref="ArchiveException">There is no such file, or it is nothing that can be imported.</exception>
    public static ArchiveSource Open(string path, XTableMapping? mapping)
    {
        try
        {
            return new ArchiveSource(path, path == "-" ? Console.OpenStandardInput() : File.OpenRead(path), mapping);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ArchiveException(e.Message, e);
        }
    }

    public IEnumerable<ArchiveRecord> Read() => Layout switch
    {
        ArchiveLayout.Table => Rows(),
        ArchiveLayout.Lists => Json(RecordReader.Elements(bytes)),
        ArchiveLayout.Values => Json(RecordReader.Values(bytes)),
        _ => Json(RecordReader.Lines(bytes)),
    };

    public void Dispose()
    {
        content.Dispose();
        file.Dispose();
    }

    private IEnumerable<ArchiveRecord> Json(IEnumerable<RawRecord> records)
    {
        foreach (var record in records)
        {
            // A reject file says above each line what was wrong with it, so that it can be mended and imported.
            if (!record.Bytes.Span.StartsWith(RejectFile.Mark))
                yield return new ArchiveRecord(record.Number, record.Bytes, record.Problem == "" ? Parsed(record.Bytes) : [new Archived.Broken(record.Problem)]);
        }
    }

    private IReadOnlyList<Archived> Parsed(ReadOnlyMemory<byte> record)
    {
        try
        {
            using var json = JsonDocument.Parse(record.Span is [0xEF, 0xBB, 0xBF, ..] ? record[3..] : record);
            var holds = XArchive.Read(json.RootElement, owner);
            return holds.Any(HoldsZero) ? Mended(record) : holds;
        }
        catch (JsonException e)
        {
            return [new Archived.Broken($"it is no JSON from byte {e.BytePositionInLine ?? 0} on")];
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return Mended(record);
        }
    }

    /// <summary>Half a character, a zero, or bytes that are no text cost themselves, as in what is collected.</summary>
    private IReadOnlyList<Archived> Mended(ReadOnlyMemory<byte> record)
    {
        try
        {
            using var json = JsonDocument.Parse(XReply.Readable(Encoding.UTF8.GetString(record.Span)));
            return XArchive.Read(json.RootElement, owner);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return [new Archived.Broken("it holds text that is none")];
        }
    }

    private static bool HoldsZero(Archived one) => one is Archived.Post { Found: var post }
        && (post.Text.Contains('\0', StringComparison.Ordinal) || post.Author.Name.Contains('\0', StringComparison.Ordinal) || post.Author.Handle.Contains('\0', StringComparison.Ordinal));

    private IEnumerable<ArchiveRecord> Rows()
    {
        using var lines = RecordReader.Lines(bytes).GetEnumerator();
        var reader = new TableReader(lines);
        var headings = reader.Headings();
        Headings = string.Join(',', headings.Select(heading => $"\"{heading.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var table = TableOf(headings, mapping);
        while (reader.Row() is { } row)
        {
            if (!row.IsRemark)
                yield return new ArchiveRecord(row.Number, Encoding.UTF8.GetBytes(row.Text), [row.Cells is { } cells ? table.Read(cells) : new Archived.Broken(row.Problem)]);
        }
    }

    private static XTable TableOf(IReadOnlyList<string> headings, XTableMapping? mapping)
    {
        try
        {
            return XTable.Of(headings, mapping);
        }
        catch (FormatException e)
        {
            throw new ArchiveException(e.Message, e);
        }
    }

    /// <summary>X's own archive says once, in a file beside the posts, whose it is.</summary>
    private FoundAuthor? Owner(string path)
    {
        var account = path == "-" ? "" : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "account.js");
        return Layout == ArchiveLayout.Lists && File.Exists(account) ? XOwnArchive.Owner(File.ReadAllText(account)) : null;
    }

    private static bool IsZipped(Stream raw, out Stream begin)
    {
        var two = new byte[2];
        var read = raw.ReadAtLeast(two, 2, throwOnEndOfStream: false);
        begin = new Rejoined(two.AsMemory(0, read), raw);
        return two is [0x1F, 0x8B];
    }
}

/// <param name="Number">Of its line or element.</param>
/// <param name="Bytes">As it stood; until the next one is asked for.</param>
/// <param name="Holds">Its posts.</param>
internal sealed record ArchiveRecord(long Number, ReadOnlyMemory<byte> Bytes, IReadOnlyList<Archived> Holds);
