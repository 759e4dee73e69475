using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Tests.Campaigns;

/// <summary>What is late for a kind is the configuration's to say.</summary>
public sealed class KindLatestTests
{
    private static readonly PostContent Blog = new() { Kind = "blog", SlotOn = new(2027, 11, 15), SlotTime = new(9, 0) };

    [Fact]
    public void A_setting_overrules_the_kinds_own_and_the_post_overrules_the_setting()
    {
        var campaign = new Campaign { Kinds = new KindLatest([new("Blog", "3h")]) };

        Assert.Equal(DateTimeOffset.Parse("2027-11-15T12:00:00Z"), Planner.Plan(Blog, campaign).LatestAt);
        Assert.Equal(DateTimeOffset.Parse("2027-11-15T09:30:00Z"), Planner.Plan(Blog with { Latest = "30m" }, campaign).LatestAt);
        Assert.Equal("17:00", campaign.Kinds.Of("question"));
    }

    [Fact]
    public void An_empty_one_leaves_it_to_a_person() => Assert.Null(new KindLatest([new("blog", "")]).Of("blog"));

    [Fact]
    public void A_wrong_one_is_refused_by_name_with_what_is_expected()
    {
        var options = new PublishingOptions { Latest = { ["blgo"] = "20:00", ["blog"] = "teatime" } };

        var wrong = new LatestCheck().Validate(null, options);

        Assert.True(wrong.Failed);
        Assert.Contains("Publishing:Latest:blgo: there is no such kind.", wrong.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Publishing:Latest:blog is \"teatime\". Expected a time such as 20:00, or a span such as 30m or 2h", wrong.FailureMessage, StringComparison.Ordinal);
        Assert.Throws<RefusedException>(() => new KindLatest([new("blog", "teatime")]));
    }
}
