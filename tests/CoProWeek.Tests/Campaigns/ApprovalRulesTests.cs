using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class ApprovalRulesTests
{
    private static readonly DateTimeOffset Now = new(2027, 11, 15, 8, 0, 0, TimeSpan.Zero);

    private static readonly Post Fine = new()
    {
        EditedBy = "sam",
        SlotAt = Now.AddHours(1),
        LatestAt = Now.AddHours(5),
        Content = new PostContent
        {
            Kind = "story",
            SlotOn = new(2027, 11, 15),
            SlotTime = new(9, 0),
            Text = "A story",
            Credit = "A group",
            Permission = "they agreed",
            Accounts = [new PostAccount { Network = "x", Handle = "ScotCoPro" }],
            Pictures = [new PostPicture { FileName = "a.png", Hash = "aa", AltText = "A card" }],
        },
    };

    [Fact]
    public void A_post_that_is_ready_can_be_approved() => Assert.Empty(Problems(Fine));

    [Fact]
    public void A_picture_needs_an_alt_text() => Refused(Fine with { Content = Fine.Content with { Pictures = [Fine.Content.Pictures[0] with { AltText = "" }] } }, "The picture a.png has no alt text");

    [Fact]
    public void A_picture_needs_a_permission() => Refused(Fine with { Content = Fine.Content with { Permission = "" } }, "It has a picture and no permission");

    [Fact]
    public void Somebodys_words_need_their_credit() => Refused(Fine with { Content = Fine.Content with { Credit = "" } }, "A story is somebody's own words");

    [Fact]
    public void A_spare_needs_a_date() => Refused(Fine with { SlotAt = null, LatestAt = null, Content = Fine.Content with { SlotOn = null } }, "It is a spare: give it a date first.");

    [Fact]
    public void What_is_over_needs_a_new_date() => Refused(Fine with { LatestAt = Now.AddSeconds(-1) }, "Its time has passed");

    [Fact]
    public void A_part_that_is_too_long_says_by_how_much() =>
        Refused(Fine with { Content = Fine.Content with { Text = $"One\n---\n{new string('x', 290)}" } }, "Part 2 is 290 long as @ScotCoPro and 280 is the most: shorten it by 10.");

    [Fact]
    public void A_post_that_says_nothing_is_refused() => Refused(Fine with { Content = Fine.Content with { Text = "" } }, "It says nothing as @ScotCoPro");

    [Fact]
    public void What_is_out_is_not_approved_again() => Refused(Fine with { Deliveries = [new PostDelivery { Handle = "ScotCoPro", State = "sent" }] }, "It is sent as @ScotCoPro");

    [Fact]
    public void A_campaign_may_ask_for_a_second_person()
    {
        Refused(Fine, "Sam edited it last", actor: "Sam", approval: "second-person");
        Assert.Empty(Problems(Fine, "kim", "second-person"));
        Assert.Empty(Problems(Fine, "sam"));
    }

    private static void Refused(Post post, string why, string actor = "kim", string approval = "self") =>
        Assert.StartsWith(why, Assert.Single(Problems(post, actor, approval)), StringComparison.Ordinal);

    private static IReadOnlyList<string> Problems(Post post, string actor = "kim", string approval = "self") =>
        ApprovalRules.ProblemsOf(new Campaign { Approval = approval }, post, PaperNetwork.List, actor, Now);
}
