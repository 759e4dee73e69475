namespace CoProWeek.Collecting.Archives;

/// <summary>Parts a file into its records: lines, the elements of its lists, or the values that follow each other in it.</summary>
internal static class RecordReader
{
    private const string TooLong = "it is longer than a gigabyte";

    public static IEnumerable<RawRecord> Lines(ByteWindow bytes)
    {
        for (var number = 1L; Line(bytes) is { } length; number++)
        {
            if (length == 0)
            {
                yield return new RawRecord(number, default, TooLong);
                while (Line(bytes) == 0)
                    bytes.Take(bytes.Unread.Length);
                bytes.Take(Line(bytes) ?? 0);
                continue;
            }
            var line = bytes.Take(length);
            if (!IsBlank(line.Span))
                yield return new RawRecord(number, Trimmed(line), "");
        }
    }

    /// <summary>What the lists of a file hold; between them, everything is passed by.</summary>
    public static IEnumerable<RawRecord> Elements(ByteWindow bytes)
    {
        var number = 0L;
        while (Begin(bytes))
        {
            while (Next(bytes) is { } length)
                yield return new RawRecord(++number, bytes.Take(length), "");
        }
    }

    /// <summary>Objects one after the other, however they are laid out.</summary>
    public static IEnumerable<RawRecord> Values(ByteWindow bytes)
    {
        for (var number = 1L; Next(bytes) is { } length; number++)
            yield return new RawRecord(number, bytes.Take(length), "");
    }

    /// <summary>With its end of line; 0 when no memory holds it.</summary>
    private static int? Line(ByteWindow bytes)
    {
        var seen = 0;
        while (true)
        {
            var at = bytes.Unread[seen..].IndexOf((byte)'\n');
            if (at >= 0)
                return seen + at + 1;
            seen = bytes.Unread.Length;
            if (bytes.IsFull)
                return 0;
            if (!bytes.Fill())
                return seen == 0 ? null : seen;
        }
    }

    /// <summary>Into the next list. A bracket in a text is none.</summary>
    private static bool Begin(ByteWindow bytes)
    {
        var (isText, isEscaped) = (false, false);
        do
        {
            while (bytes.Unread.Length > 0)
            {
                var one = bytes.Take(1).Span[0];
                if (!isText && one == '[')
                    return true;
                (isText, isEscaped) = isText ? ((one != '"') || isEscaped, !isEscaped && one == '\\') : (one == '"', false);
            }
        }
        while (bytes.Fill());
        return false;
    }

    /// <summary>How long the next element is; null after the last one.</summary>
    private static int? Next(ByteWindow bytes)
    {
        while (true)
        {
            if (bytes.Unread.Length == 0 && !bytes.Fill())
                return null;
            switch (bytes.Unread[0])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',':
                    bytes.Take(1);
                    break;
                case (byte)']':
                    bytes.Take(1);
                    return null;
                case (byte)'{' or (byte)'[':
                    return Balanced(bytes);
                default:
                    return Scalar(bytes);
            }
        }
    }

    /// <summary>To its last bracket, or to the end of the file where that is missing.</summary>
    private static int Balanced(ByteWindow bytes)
    {
        var (at, depth, isText, isEscaped) = (0, 0, false, false);
        do
        {
            for (var unread = bytes.Unread; at < unread.Length; at++)
            {
                var one = unread[at];
                if (isText)
                    (isText, isEscaped) = (one != '"' || isEscaped, !isEscaped && one == '\\');
                else if (one == '"')
                    isText = true;
                else if (one is (byte)'{' or (byte)'[')
                    depth++;
                else if (one is (byte)'}' or (byte)']' && --depth == 0)
                    return at + 1;
            }
        }
        while (bytes.Fill());
        return at;
    }

    private static int Scalar(ByteWindow bytes)
    {
        var at = 0;
        do
        {
            for (var unread = bytes.Unread; at < unread.Length; at++)
            {
                if (at > 0 && unread[at] is (byte)',' or (byte)']' or (byte)'{' or (byte)'\n')
                    return Math.Max(at, 1);
            }
        }
        while (bytes.Fill());
        return at;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line)
    {
        var length = line.Length;
        while (length > 0 && line.Span[length - 1] is (byte)'\n' or (byte)'\r')
            length--;
        return line[..length];
    }
}

/// <summary>One record's bytes, which stand until the next one is asked for.</summary>
/// <param name="Number">Of the line, or of the element; the first is 1.</param>
/// <param name="Bytes">Without the end of the line.</param>
/// <param name="Problem">Why there are none; empty where there are.</param>
internal readonly record struct RawRecord(long Number, ReadOnlyMemory<byte> Bytes, string Problem);
