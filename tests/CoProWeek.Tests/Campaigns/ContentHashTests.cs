using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class ContentHashTests
{
    private static readonly Campaign London = new() { TimeZone = "Europe/London" };

    private static readonly PostContent Post = new()
    {
        Ref = "q1",
        Kind = "question",
        SlotOn = new(2027, 11, 15),
        SlotTime = new(12, 0),
        Text = "One\n---\nTwo",
        Link = "https://example.org",
        Credit = "A group",
        Permission = "not needed",
        Accounts = [new PostAccount { AccountId = 1, Network = "x", Handle = "ScotCoPro" }],
        Pictures = [new PostPicture { FileName = "a.png", Hash = "aa", AltText = "A card" }],
    };

    public static TheoryData<string> SaidOtherwise => [.. Others.Keys];

    private static readonly Dictionary<string, PostContent> Others = new()
    {
        ["text"] = Post with { Text = "One\n---\nTwo." },
        ["parts"] = Post with { Text = "One\nTwo" },
        ["link"] = Post with { Link = "https://example.org/2" },
        ["day"] = Post with { SlotOn = new(2027, 11, 16) },
        ["time"] = Post with { SlotTime = new(12, 1) },
        ["latest"] = Post with { Latest = "18:00" },
        ["credit"] = Post with { Credit = "Another" },
        ["permission"] = Post with { Permission = "" },
        ["picture"] = Post with { Pictures = [Post.Pictures[0] with { Hash = "bb" }] },
        ["alt text"] = Post with { Pictures = [Post.Pictures[0] with { AltText = "A card." }] },
        ["account"] = Post with { Accounts = [Post.Accounts[0] with { Handle = "Another" }] },
        ["own text"] = Post with { Accounts = [Post.Accounts[0] with { OwnText = "Mine" }] },
        ["one account more"] = Post with { Accounts = [.. Post.Accounts, new PostAccount { Network = "x", Handle = "Another" }] },
    };

    [Theory]
    [MemberData(nameof(SaidOtherwise))]
    public void What_would_be_said_otherwise_has_another_hash(string what) =>
        Assert.NotEqual(ContentHash.Of(Post, London), ContentHash.Of(Others[what], London));

    [Fact]
    public void Notes_and_file_names_and_row_ids_are_nobody_elses_business()
    {
        var same = Post with
        {
            Notes = "ask again",
            Accounts = [Post.Accounts[0] with { AccountId = 9 }],
            Pictures = [Post.Pictures[0] with { FileName = "b.png" }],
        };

        Assert.Equal(ContentHash.Of(Post, London), ContentHash.Of(same, London));
    }

    [Fact]
    public void A_text_that_no_account_says_does_not_count()
    {
        var own = Post with { Accounts = [Post.Accounts[0] with { OwnText = "Mine" }] };

        Assert.Equal(ContentHash.Of(own, London), ContentHash.Of(own with { Text = "Other" }, London));
    }

    [Fact]
    public void A_campaign_in_another_zone_says_it_at_another_time() =>
        Assert.NotEqual(ContentHash.Of(Post, London), ContentHash.Of(Post, London with { TimeZone = "Europe/Paris" }));

    [Fact]
    public void A_zone_by_another_name_says_it_at_the_same_time() =>
        Assert.Equal(ContentHash.Of(Post, London), ContentHash.Of(Post, London with { TimeZone = "Europe/Isle_of_Man" }));

    [Fact]
    public void A_slot_that_closes_earlier_says_it_otherwise()
    {
        var earlier = London with { Slots = [new Slot { Kind = "question", WallTime = new(12, 0), Latest = "1h" }] };

        Assert.NotEqual(ContentHash.Of(Post, London), ContentHash.Of(Post, earlier));
    }
}
