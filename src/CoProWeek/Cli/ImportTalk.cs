using CoProWeek.Collecting.Archives;

namespace CoProWeek.Cli;

/// <summary>Says how far an import has come: on one line of a terminal, and now and then in a log.</summary>
internal sealed class ImportTalk
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(15);

    private readonly Lock saying = new();
    private TimeSpan said;
    private int width;

    public void Tell(ImportProgress progress)
    {
        lock (saying)
        {
            if (!Console.IsErrorRedirected)
                Redraw(progress.InWords);
            else if (progress.Totals.Took - said >= LogEvery)
            {
                said = progress.Totals.Took;
                Output.Say(progress.InWords);
            }
        }
    }

    public void End()
    {
        lock (saying)
        {
            if (width > 0)
                Console.Error.WriteLine();
        }
    }

    private void Redraw(string words)
    {
        Console.Error.Write($"\r{words.PadRight(width)}");
        width = words.Length;
    }
}
