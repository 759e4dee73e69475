using CoProWeek.Alerts;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What happens today, and does anything need a person?</summary>
internal sealed class TodayModel(
    CampaignsView campaigns, PostsView posts, MentionsView mentions, WatchStore watches, Forgetting forgetting, TroublesView troubles, ChecksView checks, ByHandView byHand, WorkersView workers, AccountsView accounts, MoneyView money, AlertsView alerts, Readiness readiness, CampaignClock clock) : PageModel
{
    private const int AtAGlance = 3;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public CampaignRow? Campaign { get; private set; }

    public TodayPlan? Plan { get; private set; }

    /// <summary>The newest of what people say; ours are on this page already.</summary>
    public IReadOnlyList<MentionRow> Newest { get; private set; } = [];

    public HeldRow? Held { get; private set; }

    public IReadOnlyList<Watch> Watches { get; private set; } = [];

    /// <summary>Whose names and words are wiped within the month.</summary>
    public IReadOnlyList<ToForget> Forgets { get; private set; } = [];

    public IReadOnlyList<Trouble> Troubles { get; private set; } = [];

    /// <summary>Posts that still go out, and of which something is not in order.</summary>
    public IReadOnlyList<CheckRow> Warnings { get; private set; } = [];

    /// <summary>A person's tasks: handed over, and not said to be out yet.</summary>
    public IReadOnlyList<ToPost> ByHand { get; private set; } = [];

    public IReadOnlyList<StopRow> Stops { get; private set; } = [];

    public IReadOnlyList<WorkerRow> Workers { get; private set; } = [];

    public IReadOnlyList<AccountStanding> Accounts { get; private set; } = [];

    public MoneyStanding Money { get; private set; } = null!;

    /// <summary>Whether anybody would be told if a post did not go out.</summary>
    public AlertStanding Alerts { get; private set; } = null!;

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public Live Live { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Campaign = CampaignRow.Current(await campaigns.AllAsync(stop), Now);
        if (Campaign is not null)
        {
            Plan = TodayPlan.Of(Campaign, await campaigns.SlotsAsync(Campaign.Id, stop), await posts.OfCampaignAsync(Campaign.Id, stop), Now);
            Newest = await mentions.FindAsync(Campaign, new MentionFilter { Who = "others" }, stop, AtAGlance);
            Held = await mentions.HeldAsync(Campaign.Id, Now, stop);
            Watches = await watches.OfCampaignAsync(Campaign.Id, stop);
        }
        Forgets = await forgetting.SoonAsync(stop);
        Troubles = await troubles.PostsAsync(Now, stop);
        Warnings = [.. (await checks.OpenAsync(null, stop)).Where(check => check.Result is "failed")];
        ByHand = await byHand.WaitingAsync(stop);
        Stops = await troubles.StopsAsync(stop);
        Workers = await workers.AliveAsync(stop);
        Accounts = await accounts.HealthAsync(stop);
        Money = await money.ReadAsync(Campaign?.Id, stop);
        Alerts = await alerts.StandingAsync(stop);
        Findings = await readiness.FindAsync(stop);
        Live = Live.Of(HttpContext, clock);
    }
}
