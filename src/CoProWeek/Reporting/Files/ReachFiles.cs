using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Reporting.Files;

/// <summary>Makes a report and its file, both of the data as they are at one instant.</summary>
internal sealed class ReachFiles(ReachReports reports, NetworkList networks)
{
    /// <param name="campaign">What it is about.</param>
    /// <param name="from">The first day; the campaign's own where none is given.</param>
    /// <param name="to">The last day, inclusive.</param>
    /// <param name="against">An earlier week beside it.</param>
    /// <param name="form">In which it is written.</param>
    /// <param name="isFull">With other people's handles and words, and in a table every post.</param>
    /// <param name="stop">Ends it; nothing is left behind.</param>
    /// <exception cref="RefusedException">There are no such days, or a program is missing that the form needs.</exception>
    public async Task<MadeFile> MakeAsync(Campaign campaign, DateOnly? from, DateOnly? to, Campaign? against, FileForm form, bool isFull, CancellationToken stop)
    {
        var spool = Spool.Open();
        try
        {
            ReachReport? written = null;
            await reports.MakeAsync(campaign, from, to, stop, against, async (whole, transaction) =>
            {
                written = isFull ? whole : whole.WithoutNames();
                await form.WriteAsync(written, isFull ? new SpanPosts(transaction, whole, networks) : null, spool, stop);
            });
            await spool.FlushAsync(stop);
            spool.Position = 0;
            return new MadeFile(written!, form, spool);
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A file that is whole, at its beginning, and gone when it is disposed.</summary>
internal sealed record MadeFile(ReachReport Report, FileForm Form, Stream Content) : IAsyncDisposable
{
    /// <summary>It says of which campaign and days it is, whether with names, and when it was made.</summary>
    public string Name => $"{Report.FileName}{Form.Ending}";

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
