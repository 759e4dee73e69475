namespace CoProWeek.Collecting.Archives;

/// <summary>Counts while an import runs: one end reads, the other writes.</summary>
internal sealed class ImportTally(RejectFile rejects)
{
    private const int Told = 20;

    private readonly Lock counting = new();
    private readonly List<string> why = [];
    private readonly List<string> problems = [];
    private readonly long begun = TimeProvider.System.GetTimestamp();
    private ImportTotals totals = new();

    public void Read(int posts, int bytes)
    {
        lock (counting)
            totals = totals with { Read = totals.Read + posts, Bytes = totals.Bytes + bytes };
    }

    public void Written(int fresh, int held)
    {
        lock (counting)
            totals = totals with { New = totals.New + fresh, Held = totals.Held + held };
    }

    public void Broken(ArchiveSource source, long number, string reason, ReadOnlySpan<byte> record, int posts = 1)
    {
        var where = $"{source.Name}, {source.Place(number)}";
        rejects.Add(source, where, reason, record);
        lock (counting)
        {
            totals = totals with { Broken = totals.Broken + posts };
            if (why.Count < Told)
                why.Add($"{where}: {reason}.");
        }
    }

    public void Elsewhere(ArchiveSource source, long number, string reason, ReadOnlySpan<byte> record)
    {
        rejects.Add(source, $"{source.Name}, {source.Place(number)}", reason, record);
        lock (counting)
            totals = totals with { Elsewhere = totals.Elsewhere + 1 };
    }

    public void Unread(string name, string reason)
    {
        lock (counting)
            problems.Add($"{name}: {reason.TrimEnd('.')}.");
    }

    public ImportTotals Now()
    {
        lock (counting)
            return totals with { Why = [.. why], Problems = [.. problems], Took = TimeProvider.System.GetElapsedTime(begun) };
    }
}
