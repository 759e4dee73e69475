using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

/// <summary>The limits of section Spending: whether something still fits in them, and if not, why, in words.</summary>
internal sealed class Budget(SpendTotals totals, IOptions<SpendingOptions> options)
{
    private SpendingOptions Caps => options.Value;

    public decimal DayCap => Caps.DayCap;

    public decimal CampaignCap => Caps.CampaignCap;

    /// <summary>Without a limit nothing is asked of the database.</summary>
    public bool IsLimited => DayCap > 0 || CampaignCap > 0;

    /// <param name="campaignId">Whose money it is.</param>
    /// <param name="what">"this post", "this picture".</param>
    /// <param name="amount">What it will cost.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null: it fits.</returns>
    public async Task<string?> WhyNotAsync(long? campaignId, string what, decimal amount, CancellationToken stop)
    {
        if (!IsLimited || amount <= 0)
            return null;
        var spent = await totals.SoFarAsync(campaignId, stop);
        return DayCap > 0 && spent.Today + amount > DayCap
            ? $"CoProWeek: today’s limit of {Dollars.Of(DayCap)} is reached: {Dollars.Of(spent.Today)} is spent, and {what} costs {Dollars.Of(amount)}. Raise Spending:DayCap in the configuration and start CoProWeek again, then resume; or resume tomorrow."
            : CampaignCap > 0 && spent.Campaign + amount > CampaignCap
            ? $"CoProWeek: the campaign’s limit of {Dollars.Of(CampaignCap)} is reached: {Dollars.Of(spent.Campaign)} is spent, and {what} costs {Dollars.Of(amount)}. Raise Spending:CampaignCap in the configuration and start CoProWeek again, then resume."
            : null;
    }

    /// <summary>Reading stops first: the rest is kept for posts.</summary>
    /// <returns>Null: there is money to read with.</returns>
    public async Task<string?> WhyNoReadingAsync(long? campaignId, CancellationToken stop)
    {
        if (!IsLimited)
            return null;
        var spent = await totals.SoFarAsync(campaignId, stop);
        return DayCap > 0 && spent.Today >= DayCap * Caps.ReadingShare
            ? $"CoProWeek: collecting is paused: {Dollars.Of(spent.Today)} of today’s {Dollars.Of(DayCap)} is spent, and the rest is kept for posts. It goes on by itself after midnight UTC, or once Spending:DayCap is raised."
            : CampaignCap > 0 && spent.Campaign >= CampaignCap * Caps.ReadingShare
            ? $"CoProWeek: collecting is paused: {Dollars.Of(spent.Campaign)} of the campaign’s {Dollars.Of(CampaignCap)} is spent, and the rest is kept for posts. It goes on once Spending:CampaignCap is raised."
            : null;
    }
}
