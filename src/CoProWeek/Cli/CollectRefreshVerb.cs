using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Networks;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect refresh</c></summary>
internal static class CollectRefreshVerb
{
    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var verb = new Command("refresh", "Looks every held post up once: numbers as they stand now, edits followed, what is gone hidden. Stopped, it goes on where it was. X charges for each post once a day.") { campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            if (await RefreshAsync(session, plan, stop) is not { } refreshed)
                return 1;
            if (session.Json)
                Output.Json(refreshed);
            else
                Output.Line($"{refreshed.LookedUp} posts looked up; {refreshed.Missing} of them are gone, and hidden.");
            return 0;
        });
        return verb;
    }

    /// <summary>Reads the numbers anew, as far as the network lets us. Null, and said why, when it did not end.</summary>
    public static async Task<Refreshed?> RefreshAsync(Session session, Campaign plan, CancellationToken stop)
    {
        try
        {
            var refreshed = await session.Get<Refresher>().RefreshAsync(plan.Id, Console.IsErrorRedirected ? null : Progress, stop);
            if (refreshed is null)
                Output.Say("Another process is reading these numbers just now: wait for it.");
            return refreshed;
        }
        catch (NetworkReadException e)
        {
            Output.Say($"The numbers were not all read anew. {e.Message} What was read until then is kept.");
            return null;
        }
    }

    private static void Progress(int done, int all)
    {
        Console.Error.Write($"\rlooked up {done} of {all}");
        if (done >= all)
            Console.Error.WriteLine();
    }
}
