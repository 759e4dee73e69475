using CoProWeek.Collecting;
using CoProWeek.Networks;

namespace CoProWeek.Reporting.Sending;

/// <summary>
/// Before a report is mailed X is asked anew, as far as the budget for reading goes: what was removed must not stand in it, and its
/// numbers are those of now. What X or the budget refuses keeps no report back: it says so, and when its numbers were read.
/// </summary>
internal sealed class FreshNumbers(Refresher refresher)
{
    private const int WhyLength = 400;

    /// <param name="campaignId">Whose.</param>
    /// <param name="patience">Real time.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Asked> AskAsync(long campaignId, TimeSpan patience, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(patience);
        try
        {
            return await refresher.RefreshAsync(campaignId, progress: null, end.Token) is null
                ? new Asked(IsBusy: true, Note("Another process was reading them just then"))
                : new Asked(IsBusy: false, "");
        }
        catch (NetworkReadException e)
        {
            return new Asked(IsBusy: false, Note(e.Message));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Asked(IsBusy: false, Note($"X had not told all of them after {patience.TotalMinutes:0} min"));
        }
    }

    private static string Note(string why) => $"X was not asked for all numbers anew before this was made. {Words.First(why, WhyLength).TrimEnd('.')}.";
}

/// <summary>What became of asking.</summary>
/// <param name="IsBusy">Another process is asking; it is worth a wait.</param>
/// <param name="Note">Why not all was asked, for the team; empty when all was.</param>
internal sealed record Asked(bool IsBusy, string Note);
