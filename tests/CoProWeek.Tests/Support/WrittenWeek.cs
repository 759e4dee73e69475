using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>Rows with something for every page to show, as they stand on Monday at nine; whatever people write is given.</summary>
internal sealed class WrittenWeek
{
    public const string Slug = "questions-week";

    private readonly NpgsqlDataSource db;
    private readonly DeskWords words;

    private WrittenWeek(NpgsqlDataSource db, DeskWords words) => (this.db, this.words) = (db, words);

    public long Campaign { get; private set; }

    /// <summary>A draft for Tuesday, short enough to be approved, with a picture.</summary>
    public long Draft { get; private set; }

    /// <summary>Another, which somebody is asked to approve.</summary>
    public long Asked { get; private set; }

    public long Sent { get; private set; }

    /// <summary>Nobody knows whether it went out.</summary>
    public long Undecided { get; private set; }

    /// <summary>A delivery that was handed over to be posted by hand.</summary>
    public long ByHand { get; private set; }

    /// <summary>What somebody said on X.</summary>
    public long Mention { get; private set; }

    /// <summary>A draft for each text, in their order.</summary>
    public List<long> Drafts { get; } = [];

    public static async Task<WrittenWeek> FillAsync(NpgsqlDataSource db, DeskWords words)
    {
        var week = new WrittenWeek(db, words);
        week.Campaign = await A.Campaign(db, Slug, words.Week, words.Theme, hashtags: ["#CoProWeekScot"], accounts: [await A.Account(db), await A.Account(db, "CoProNews", pausedWhy: words.Why)], team: ["CoProTeam"]);
        await A.Slot(db, week.Campaign, name: words.Slot);
        await A.Slot(db, week.Campaign, "question", "12:00", "Big Question");
        await A.Slot(db, week.Campaign, "vision", "16:30", "Vision", required: false);
        await week.OutAsync();
        await week.AheadAsync();
        await week.SaidAsync();
        await week.PaidAsync();
        return week;
    }

    private const string CreditStopSql = "INSERT INTO credit_stops (account_id, since, why, probe_at) VALUES (2, @at, @why, @probeAt)";

    /// <summary>What it cost so far; and one account has nothing left.</summary>
    private async Task PaidAsync()
    {
        foreach (var (kind, count, price, days) in new[] { ("post-link", 2, 0.2m, 0), ("read", 154, 0.005m, 0), ("alt-text", 1, 0.005m, 0), ("post", 3, 0.015m, -1), ("count", 1, 0.005m, -1) })
            await Spending.SpendAsync(db, 1, Campaign, kind, count, price, A.MondayMorning.AddDays(days));
        await Spending.DoAsync(db, CreditStopSql, new { at = A.MondayMorning.AddHours(-2), why = words.Why, probeAt = A.MondayMorning.AddMinutes(20) });
    }

    /// <summary>Monday until nine: what went out, and what did not.</summary>
    private async Task OutAsync()
    {
        var picture = await A.Media(db, await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "big-questions-week", "cards", "question-1.png")));
        Sent = await PostAsync(0, -1, "blog");
        await A.Picture(db, Sent, picture, words.Alt, words.File);
        await A.Attempt(db, await A.Delivery(db, Sent, "sent", parts: [words.Posts[0]]), "sent", 201, words.Why);
        Undecided = await PostAsync(1, -2, "story");
        await A.Attempt(db, await A.Delivery(db, Undecided, "held", "undecided", words.Why, parts: [words.Posts[1]]), "unknown", detail: words.Why);
        var failed = await PostAsync(2, -1.5, "vision");
        await A.Attempt(db, await A.Delivery(db, failed, "failed", reason: words.Why, parts: [words.Posts[2]]), "rejected", 403, words.Why);
        await A.Delivery(db, await PostAsync(3, -0.5, "notice"), "held", "person", words.Why, parts: [words.Posts[3]]);
        ByHand = await A.Delivery(db, Sent, "held", "hand", words.Why, account: await A.Place(db, Campaign), parts: [words.Posts[0]]);
        await A.Event(db, Sent, "sent", words.Person, words.Why);
        await A.Delivery(db, await PostAsync(0, 3, "question"), parts: [words.Posts[0]]);
    }

    private Task<long> PostAsync(int text, double hours, string kind) => A.Post(
        db, Campaign, kind: kind, at: A.MondayMorning.AddHours(hours), text: words.Posts[text], link: words.Link, credit: words.Credit, permission: words.Permission,
        notes: words.Notes, editedBy: words.Person, approvedBy: words.Person);

    /// <summary>Drafts in the week, two spares, one post before the week and one after it.</summary>
    private async Task AheadAsync()
    {
        foreach (var (n, text) in words.Posts.Index())
            Drafts.Add(await A.Post(
                db, Campaign, $"{words.Reference}-{n}", at: A.MondayMorning.AddDays(1 + n % 4).AddHours(n / 4), text: text, link: words.Link,
                credit: words.Credit, permission: words.Permission, notes: words.Notes, editedBy: words.Reviewer, accounts: null));
        var picture = await A.Media(db, await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "big-questions-week", "cards", "vision.png")));
        Draft = Drafts[0];
        Asked = await A.Post(db, Campaign, kind: "vision", at: A.MondayMorning.AddDays(2).AddHours(7.5), text: words.Posts[0], credit: words.Credit, permission: words.Permission, editedBy: words.Person);
        await A.Picture(db, Draft, picture, words.Alt, words.File);
        await A.Picture(db, Asked, picture, words.Alt, words.File);
        await A.Post(db, Campaign, kind: "question", text: words.Posts[1], spare: true);
        await A.Post(db, Campaign, kind: "vision", text: words.Posts[2], spare: true);
        await A.Post(db, Campaign, at: A.MondayMorning.AddDays(-3), text: words.Posts[3]);
        await A.Post(db, Campaign, at: A.MondayMorning.AddDays(9), text: words.Posts[4]);
    }

    /// <summary>What X was found saying, by us and by somebody.</summary>
    private async Task SaidAsync()
    {
        var watch = await A.Watch(db, Campaign);
        await A.Run(db, watch, A.MondayMorning.AddDays(-14), A.MondayMorning.AddMinutes(-5));
        await TroubleAsync(await A.Watch(db, Campaign, "ScotCoPro", "handle"));
        var somebody = await A.Author(db, words.Handle, followers: 341, name: words.Author);
        foreach (var (n, text) in words.Said.Index())
            await A.Link(db, Mention = await A.Mention(db, somebody, A.MondayMorning.AddMinutes(-20 - n), [204 - n, 9, 2, 4, 1, 0], tags: ["CoProWeekScot", text[..Math.Min(200, text.Length)]], text: text), $"https://example.org/{n}?{text[..Math.Min(200, text.Length)]}");
        await A.Mention(db, await A.Author(db, "ScotCoPro", followers: 6_204, name: "Scottish Co-production Network"), A.MondayMorning.AddHours(-1), [1_204, 31, 6, 12, 2, 3], text: words.Posts[0]);
        await A.Names(db, Mention, "ScotCoPro");
        await A.Answered(db, Mention, words.Person);
        await A.Hidden(db, await A.Mention(db, somebody, A.MondayMorning.AddHours(-3), text: words.Said[0]), words.Person);
        await A.FoundAll(db, watch);
        await A.CountAll(db, watch);
    }

    private const string TroubleSql = "UPDATE watches SET problem = @why WHERE id = @watch";

    private async Task TroubleAsync(long watch)
    {
        await using var connection = await db.OpenConnectionAsync();
        await connection.ExecuteAsync(TroubleSql, new { watch, why = words.Why });
    }
}
