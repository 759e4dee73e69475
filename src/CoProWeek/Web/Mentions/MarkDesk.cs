using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Marks;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>What the buttons beside a post of somebody's do, and what the page then says.</summary>
internal sealed class MarkDesk(MarkStore marks, CampaignStore campaigns, PeopleStore people)
{
    public async Task<string> HideAsync(long id, string actor, CancellationToken stop) => await marks.HideAsync(id, actor, stop)
        ? "Hidden: out of this list and of lists of posts in reports. It is counted all the same."
        : "It was hidden already, or is gone.";

    public async Task<string> ShowAsync(long id, string actor, CancellationToken stop) => await marks.ShowAsync(id, actor, stop)
        ? "Shown again."
        : "It was shown already, or is gone.";

    /// <param name="slug">Of the campaign.</param>
    /// <param name="id">Our row of the post.</param>
    /// <param name="by">Who of us answered, as <see cref="UsAsync"/> names them; the first where nobody is named.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">It is nobody of us.</exception>
    public async Task<string> AnswerAsync(string slug, long id, string? by, string actor, CancellationToken stop)
    {
        var us = await UsAsync(slug, stop);
        var who = by is null ? us.FirstOrDefault() ?? actor : us.FirstOrDefault(one => one == by)
            ?? throw new RefusedException("Choose who answered from the list: an account of ours, one of the team, or somebody who may sign in here.");
        return await marks.AnswerAsync(id, who, actor, stop) ? $"Noted: answered by {who}." : "It was noted already, or the post is gone.";
    }

    public async Task<string> UnanswerAsync(long id, string actor, CancellationToken stop) => await marks.UnanswerAsync(id, actor, stop)
        ? "Noted: nobody has answered it."
        : "Nobody was noted to have answered it.";

    /// <summary>Who can have answered: the campaign's accounts on X and those of the team, then people who may sign in.</summary>
    public async Task<IReadOnlyList<string>> UsAsync(string slug, CancellationToken stop)
    {
        var campaign = await campaigns.FindAsync(slug, stop);
        var handles = (campaign?.Accounts ?? []).Where(account => !AccountName.IsByHand(account.Network)).Select(account => account.Handle).Concat(campaign?.Team ?? []);
        var names = (await people.AllAsync(stop)).Where(person => person.LeftAt is null).Select(person => person.Name);
        return [.. handles.Select(handle => $"@{handle.Trim().TrimStart('@')}").Concat(names).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
