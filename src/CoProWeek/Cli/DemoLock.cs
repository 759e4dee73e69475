namespace CoProWeek.Cli;

/// <summary>One demo at a time on a directory; a second one is told where the first is.</summary>
internal sealed class DemoLock : IDisposable
{
    private readonly FileStream handle;
    private readonly string notice;

    private DemoLock(FileStream handle, string notice) => (this.handle, this.notice) = (handle, notice);

    /// <exception cref="VerbException">A demo is running there; the message says where to see it.</exception>
    public static DemoLock Take(string data)
    {
        Directory.CreateDirectory(data);
        var note = Path.Combine(data, "demo.running");
        try
        {
            var held = new FileStream(Path.Combine(data, "demo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.Delete(note);
            return new DemoLock(held, note);
        }
        catch (IOException)
        {
            var where = File.Exists(note) ? File.ReadAllText(note) : "it is still starting";
            throw new VerbException($"A demo is running on {data} already: {where}. Nothing was started. End that one with Ctrl-C, or give another folder with --data.");
        }
    }

    /// <summary>What a second demo is told.</summary>
    public void Tell(string where) => File.WriteAllText(notice, $"process {Environment.ProcessId}, {where}");

    public void Dispose()
    {
        File.Delete(notice);
        handle.Dispose();
    }
}
