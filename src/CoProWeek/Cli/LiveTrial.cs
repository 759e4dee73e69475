using CoProWeek.Accounts;
using CoProWeek.Networks;
using CoProWeek.Networks.X;

namespace CoProWeek.Cli;

/// <summary>
/// Posts one of each sort and takes them down, last first, whatever happens in between. What X answers, step by step, is the point of it:
/// a step that is refused does not keep the others from being tried.
/// </summary>
internal sealed class LiveTrial(INetwork network, NetworkAccount account, XPrices prices, SpendMeter meter, DateTimeOffset now, Action<string> tell)
{
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    private readonly List<TrialStep> steps = [];
    private readonly Stack<long> made = new();
    private readonly List<string> unsure = [];

    public IReadOnlyList<TrialStep> Steps => steps;

    public decimal Cost => steps.Sum(step => step.Cost);

    public int Refused => steps.Count(step => !step.Ok);

    /// <summary>What could not be taken down.</summary>
    public List<long> Standing { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        Tell(new TrialStep("keys", true, null, $"X says that they post as @{account.Handle}", prices.ReadUser));
        try
        {
            await PostAllAsync(stop);
            await ReadBackAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            tell("Stopped: what was posted is taken down first.");
        }
        finally
        {
            await FindUnsureAsync();
            while (made.TryPop(out var id))
                await RemoveAsync(id);
        }
    }

    private async Task PostAllAsync(CancellationToken stop)
    {
        var mark = $"{now:yyyy-MM-dd HH:mm:ss}";
        await PostAsync("plain post", $"CoProWeek checks that it can post ({mark}). This is deleted in a moment.", [], null, stop);
        if (await UploadAsync(stop) is { } picture)
            await PostAsync("post with a picture", $"CoProWeek checks that it can post a picture ({mark}). This is deleted in a moment.", [picture], null, stop);
        if (await PostAsync("thread, part 1", $"CoProWeek checks that it can post a thread ({mark}). This is deleted in a moment.", [], null, stop) is { } first)
            await PostAsync("thread, part 2", $"The second part of the thread ({mark}).", [], first, stop);
    }

    private async Task<long?> PostAsync(string what, string text, long[] pictures, long? replyTo, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        // Once it is sent, its end is waited for: a post that nobody knows of could not be taken down.
        var outcome = await network.PublishAsync(account, new OutgoingPart(text, pictures, replyTo), CancellationToken.None);
        var cost = outcome is Outcome.Sent or Outcome.Unknown ? prices.Create : 0;
        if (cost > 0)
            await meter.SpentAsync(account.Id, new Charge(Charge.Post, prices.Create));
        if (outcome is Outcome.Unknown)
            unsure.Add(text);
        Tell(what, outcome, cost, sent => $"{network.LinkTo(account, sent.RemoteId)}");
        if (outcome is not Outcome.Sent(var id))
            return null;
        made.Push(id);
        return id;
    }

    private async Task<long?> UploadAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var outcome = await network.UploadAsync(account, new Picture("image/png", TrialPicture.Png(), "A plain square, to check that pictures and alt texts arrive."), stop);
        stop.ThrowIfCancellationRequested();
        var said = outcome switch
        {
            UploadOutcome.Uploaded => "taken, with its alt text",
            UploadOutcome.Deferred o => o.Why,
            UploadOutcome.Blocked o => o.Why,
            _ => outcome.ToString(),
        };
        Tell(new TrialStep("picture and alt text", outcome is UploadOutcome.Uploaded, null, said, outcome is UploadOutcome.Uploaded ? prices.AltText : 0));
        return outcome is UploadOutcome.Uploaded up ? up.MediaId : null;
    }

    /// <summary>How doubts are settled in the week: by our own timeline. It may lag; that is no refusal.</summary>
    private async Task ReadBackAsync(CancellationToken stop)
    {
        foreach (var pause in made.Count == 0 ? [] : Looks)
        {
            await Task.Delay(pause, TimeProvider.System, stop);
            if (await TimelineAsync() is not { } posts)
                return;
            var seen = posts.Count(post => made.Contains(post.RemoteId));
            if (seen < made.Count && pause != Looks[^1])
                continue;
            Tell(new TrialStep("reading our timeline", true, 200, $"{seen} of {made.Count} are there{(seen < made.Count ? "; X shows the others later" : "")}", made.Count * prices.ReadOwnPost));
            return;
        }
    }

    /// <summary>X did not say whether these are out; if they are, they are to be taken down too.</summary>
    private async Task FindUnsureAsync()
    {
        if (unsure.Count == 0 || await TimelineAsync() is not { } posts)
            return;
        foreach (var post in posts.Where(post => unsure.Contains(post.Text) && !made.Contains(post.RemoteId)))
            made.Push(post.RemoteId);
    }

    private async Task<IReadOnlyList<OwnPost>?> TimelineAsync()
    {
        try
        {
            return await network.FindOwnAsync(account, new OwnSince(null, now.AddMinutes(-5)), CancellationToken.None);
        }
        catch (NetworkReadException e)
        {
            Tell(new TrialStep("reading our timeline", false, e.HttpStatus, e.Message, 0));
            return null;
        }
    }

    private async Task RemoveAsync(long id)
    {
        var outcome = await network.RemoveAsync(account, id, CancellationToken.None);
        Tell($"taking down {id}", outcome, outcome is Outcome.Sent or Outcome.Unknown ? prices.Delete : 0, _ => "gone");
        if (outcome is not Outcome.Sent)
            Standing.Add(id);
    }

    private void Tell(string what, Outcome outcome, decimal cost, Func<Outcome.Sent, string> well) => Tell(new TrialStep(what, outcome is Outcome.Sent, outcome.HttpStatus, outcome switch
    {
        Outcome.Sent o => well(o),
        Outcome.Deferred o => o.Why,
        Outcome.Blocked o => o.Why,
        Outcome.Rejected o => o.Why,
        Outcome.Unknown o => o.Why,
        _ => outcome.ToString(),
    }, cost));

    private void Tell(TrialStep step)
    {
        steps.Add(step);
        tell($"{(step.Ok ? "ok  " : "BAD ")} {step.What}: {(step.HttpStatus is { } status ? $"{status}, " : "")}{step.Said}{(step.Cost > 0 ? $" ({Dollars.Of(step.Cost)})" : "")}");
    }
}

/// <summary>One thing that was tried, and X's answer.</summary>
internal sealed record TrialStep(string What, bool Ok, int? HttpStatus, string Said, decimal Cost);
