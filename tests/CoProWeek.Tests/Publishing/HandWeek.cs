using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>A week that goes to X and, by somebody's hand, to Facebook; with Ailsa as its manager, and mail.</summary>
internal sealed class HandWeek : IAsyncDisposable
{
    public static readonly DateTimeOffset Nine = A.MondayMorning;

    private HandWeek(LiveWeek week) => Week = week;

    public LiveWeek Week { get; }

    public long Facebook { get; private set; }

    public static async Task<HandWeek> StartAsync(bool mail = true, bool people = true, string? pausedWhy = null)
    {
        Dictionary<string, string?> settings = new() { ["Web:PublicUrl"] = "https://week.example" };
        if (mail)
            (settings["Mail:Host"], settings["Mail:From"]) = ("127.0.0.1", "week@scotcopro.example");
        var hand = new HandWeek(await LiveWeek.StartAsync(settings: settings));
        hand.Facebook = await A.Place(hand.Week.Database.DataSource, hand.Week.Campaign, pausedWhy: pausedWhy);
        if (people)
            await hand.Week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return hand;
    }

    /// <summary>Approved, for Facebook alone unless X is named as well; due at nine, and not after eight in the evening.</summary>
    public async Task<long> QueueAsync(string text = "Good morning", bool alsoOnX = false, byte[]? picture = null, string altText = "A yellow card", DateTimeOffset? at = null)
    {
        long[] accounts = alsoOnX ? [Week.Account, Facebook] : [Facebook];
        var id = await A.Post(Week.Database.DataSource, Week.Campaign, text: text, at: at ?? Nine, accounts: accounts);
        if (picture is not null)
            await A.Picture(Week.Database.DataSource, id, await A.Media(Week.Database.DataSource, picture), altText, "cards/monday.png");
        await Week.ApproveAsync(id, "Ailsa");
        return id;
    }

    /// <summary>Handed over at nine.</summary>
    public async Task<(long Post, long Delivery)> HandedOverAsync(string text = "Good morning", bool alsoOnX = false)
    {
        var post = await QueueAsync(text, alsoOnX);
        await Week.StartWorkerAsync();
        await StepAsync(Nine.AddMinutes(1));
        Assert.Equal("hand", (await OnFacebookAsync(post)).HoldReason);
        return (post, await AskAsync<long>("SELECT max(id) FROM deliveries WHERE hold_reason = 'hand'"));
    }

    /// <summary>Goes to an instant, and waits until the worker has done what was due by then.</summary>
    public async Task StepAsync(DateTimeOffset at)
    {
        Week.Clock.StepTo(at);
        var steps = Week.Get<IEnumerable<IStepSource>>().OfType<PublishingSteps>().Single();
        await Eventually.TrueAsync(() => steps.IsSettledAsync(Week.Clock.GetUtcNow(), CancellationToken.None), () => $"Something is not settled at {at}.");
    }

    public async Task<PostDelivery> OnFacebookAsync(long post) =>
        Assert.Single((await Week.PostAsync(post)).Deliveries, delivery => delivery.Handle == "Facebook");

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var rows = await Week.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<T>(sql);
    }

    public ValueTask DisposeAsync() => Week.DisposeAsync();
}
