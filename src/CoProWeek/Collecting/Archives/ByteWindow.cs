namespace CoProWeek.Collecting.Archives;

/// <summary>A file as it goes by: as much of it as one record needs, and no more.</summary>
internal sealed class ByteWindow(Stream stream)
{
    private const int Usual = 1 << 18;
    private const int Most = 1 << 30;

    private byte[] buffer = new byte[Usual];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Why it could not be read to its end; empty while nothing is wrong.</summary>
    public string Problem { get; private set; } = "";

    public ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    /// <summary>No array holds more: what is unread is given up.</summary>
    public bool IsFull => end - start == Most;

    /// <summary>Stands until the next <see cref="Fill"/>.</summary>
    public ReadOnlyMemory<byte> Take(int count)
    {
        start += count;
        return buffer.AsMemory(start - count, count);
    }

    /// <summary>Reads on. False at the end.</summary>
    public bool Fill()
    {
        if (ended || IsFull)
            return false;
        MakeRoom();
        var read = Read();
        end += read;
        ended = read == 0;
        return !ended;
    }

    private int Read()
    {
        try
        {
            return stream.Read(buffer, end, buffer.Length - end);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Problem = e.Message;
            return 0;
        }
    }

    private void MakeRoom()
    {
        var left = end - start;
        var larger = left == buffer.Length ? Math.Min(buffer.Length * 2L, Most) : left <= Usual / 2 ? Usual : buffer.Length;
        var next = larger == buffer.Length ? buffer : new byte[larger];
        buffer.AsSpan(start, left).CopyTo(next);
        (buffer, start, end) = (next, 0, left);
    }
}
