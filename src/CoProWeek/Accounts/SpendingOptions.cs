using System.ComponentModel.DataAnnotations;

namespace CoProWeek.Accounts;

/// <summary>How much may be spent, in US dollars: section <c>Spending</c> of the configuration. What is counted is worked out from <c>X:Prices</c>.</summary>
internal sealed class SpendingOptions
{
    public const string Section = "Spending";

    /// <summary>On one day (UTC, as X counts) for all accounts together. Defaults to 0: no limit, for only the charity knows what it has.</summary>
    [Range(0, 1_000_000)]
    public decimal DayCap { get; set; }

    /// <summary>For one campaign from its first post to its last read. Defaults to 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public decimal CampaignCap { get; set; }

    /// <summary>Collecting stops once this share of a limit is spent, so that the rest is there for posts. Defaults to 0.8.</summary>
    [Range(0.05, 1.0)]
    public decimal ReadingShare { get; set; } = 0.8m;
}
