using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>When should this post go out instead?</summary>
[Authorize(Policy = Access.Write)]
internal sealed class MoveModel(CampaignsView rows, CampaignStore campaigns, PostStore posts, PostEdits edits, CampaignClock clock) : PageModel
{
    private IReadOnlyList<Post> all = [];

    public CampaignRow Row { get; private set; } = null!;

    public Campaign Campaign { get; private set; } = null!;

    public Post Post { get; private set; } = null!;

    /// <summary>As chosen, whatever was typed: "2027-11-17"; empty for a spare.</summary>
    public string Day { get; private set; } = "";

    public string Time { get; private set; } = "";

    /// <summary>What the choice brings; null until one is made.</summary>
    public IReadOnlyList<string>? Brings { get; private set; }

    public string Version => PostVersion.Of(Post.Content);

    public string? Refusal => PostStatus.LockOf(Post) is { } why ? $"It is {why}, so it stays where it is."
        : Post.IsApproved && !User.May(Access.Manage) ? $"{Post.ApprovedBy} approved it, and moving it would end that: ask a manager to move it."
        : null;

    /// <summary>Who did what to it last, and when.</summary>
    private string LastTouch => Post is { ApprovedBy: { } by, ApprovedAt: { } at } && at > Post.EditedAt
        ? $"{by} approved it ({Row.Clock.DayAndTime(at)})"
        : $"{Post.EditedBy} changed it ({Row.Clock.DayAndTime(Post.EditedAt)})";

    public IEnumerable<Slot> Slots => Campaign.Slots.Where(slot => slot.Kind == Post.Content.Kind);

    public string TimeHint => Slots.Any()
        ? $"{Campaign.TimeZone}. Its kind’s own places: {string.Join(", ", Slots.Select(slot => $"{slot.Name} {slot.WallTime:HH\\:mm}"))}."
        : $"{Campaign.TimeZone}.";

    public IEnumerable<(string Name, IEnumerable<DateOnly> Days)> Spans =>
        from span in new[] { ("Before the week", Campaign.RunsFrom, Campaign.WeekFrom.AddDays(-1)), ("The week", Campaign.WeekFrom, Campaign.WeekTo), ("After the week", Campaign.WeekTo.AddDays(1), Campaign.RunsTo) }
        where span.Item2 <= span.Item3
        select (span.Item1, Enumerable.Range(0, span.Item3.DayNumber - span.Item2.DayNumber + 1).Select(span.Item2.AddDays));

    public async Task<IActionResult> OnGetAsync(long id, string? day, string? time, CancellationToken stop)
    {
        if (!await ReadAsync(id, stop))
            return NotFound();
        var asked = Request.Query.ContainsKey("day");
        (Day, Time) = asked ? (day ?? "", time ?? "") : (Iso(Post.Content.SlotOn), $"{Post.Content.SlotTime ?? Slots.FirstOrDefault()?.WallTime:HH\\:mm}");
        if (asked)
            Brings = await TryAsync(() => Task.FromResult(MoveWords.Of(Wanted(), Row.Clock, clock.GetUtcNow())));
        return Page();
    }

    /// <summary>What it would bring, before it is done.</summary>
    public IActionResult OnPostLook(long id, string? day, string? time) => Redirect($"/posts/{id}/move?day={Uri.EscapeDataString(day ?? "")}&time={Uri.EscapeDataString(time ?? "")}");

    public async Task<IActionResult> OnPostAsync(long id, string? day, string? time, string? version, CancellationToken stop)
    {
        if (!await ReadAsync(id, stop))
            return NotFound();
        (Day, Time) = (day ?? "", time ?? "");
        if (await TryAsync(() => MoveAsync(version, stop)) is not { } said)
            return Page();
        TempData.Say(said);
        return Redirect($"/campaigns/{Campaign.Slug}");
    }

    private async Task<string> MoveAsync(string? version, CancellationToken stop)
    {
        if (Refusal is { } why)
            throw new RefusedException(why);
        if (version != Version)
            throw new RefusedException($"{LastTouch} while you looked. Nothing was moved. This is how it stands now: move it again if you still want to.");
        var move = Wanted();
        var changed = await edits.SaveAsync(Campaign, Post, move.After, User.Name(), User.May(Access.Manage), stop);
        return $"{(changed ? "Moved" : "It stood there already")}: {InWords.First(Post.Content.Text, 60)} — {string.Join(" ", MoveWords.Of(move, Row.Clock, clock.GetUtcNow()))}";
    }

    /// <exception cref="RefusedException">There is no such day, or no such time.</exception>
    private Move Wanted()
    {
        if (Day == "")
            return Move.Of(Campaign, Post, null, null, all);
        if (!DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) || on < Campaign.RunsFrom || on > Campaign.RunsTo)
            throw new RefusedException($"Choose a day from {WallClock.LongDay(Campaign.RunsFrom)} to {WallClock.LongDay(Campaign.RunsTo)}.");
        return Move.Of(Campaign, Post, on, TimeCell.Read(Time) ?? throw new RefusedException($"Give it a time: {TimeCell.Expected}."), all);
    }

    private async Task<bool> ReadAsync(long id, CancellationToken stop)
    {
        if (await posts.FindAsync(id, stop) is not { } post)
            return false;
        (Post, Row) = (post, (await rows.AllAsync(stop)).First(row => row.Id == post.CampaignId));
        Campaign = (await campaigns.FindAsync(Row.Slug, stop))!;
        all = await posts.ListAsync(Campaign, null, stop);
        return true;
    }

    private async Task<T?> TryAsync<T>(Func<Task<T>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return null;
        }
    }

    public static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
