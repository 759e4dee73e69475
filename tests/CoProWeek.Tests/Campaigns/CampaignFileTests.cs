using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Tests.Campaigns;

public sealed class CampaignFileTests
{
    private const string Good = """
        {
          // what it is
          "name": "Questions – ‘ours’",
          "slug": "questions",
          "theme": "Power",
          "week": { "from": "15/11/2027", "to": "2027-11-19" },
          "runs": { "from": "2027-10-01", "to": "2027-11-30" },
          "timeZone": "Europe/London",
          "hashtags": ["CoProWeekScot", "#CoPro"],
          "accounts": [{ "network": "x", "handle": "@ScotCoPro" }],
          "team": ["@OurTeam"],
          "approval": "second-person",
          "slots": [
            { "name": "Blog", "kind": "Blog", "time": "9am", "required": true },
            { "name": "Question", "kind": "question", "time": "12:00", "latest": "1h30m" },
          ],
        }
        """;

    [Fact]
    public void A_campaign_is_read()
    {
        var (campaign, problems) = Read(Good);

        Assert.Empty(problems);
        Assert.Equal(("questions", "Power", true), (campaign!.Slug, campaign.Theme, campaign.NeedsSecondPerson));
        Assert.Equal((new DateOnly(2027, 11, 15), new DateOnly(2027, 11, 30)), (campaign.WeekFrom, campaign.RunsTo));
        Assert.Equal(["#CoProWeekScot", "#CoPro"], campaign.Hashtags);
        Assert.Equal(("x", "ScotCoPro", "OurTeam"), (campaign.Accounts[0].Network, campaign.Accounts[0].Handle, campaign.Team[0]));
        Assert.Equal([("blog", new TimeOnly(9, 0), true, ""), ("question", new(12, 0), false, "90m")], campaign.Slots.Select(slot => (slot.Kind, slot.WallTime, slot.Required, slot.Latest)));
    }

    [Fact]
    public void What_is_written_reads_the_same_and_is_written_the_same()
    {
        var written = CampaignFileWriter.Write(Read(Good).Campaign!);
        var again = CampaignFileWriter.Write(Read(Encoding.UTF8.GetString(written)).Campaign!);

        Assert.Equal(written, again);
        Assert.Contains("Questions – ‘ours’", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_runs_a_campaign_runs_in_its_week()
    {
        var (campaign, problems) = Read("""{ "name": "N", "slug": "n", "week": { "from": "2027-11-15", "to": "2027-11-19" }, "timeZone": "Europe/London", "accounts": [{ "network": "x", "handle": "A" }] }""");

        Assert.Empty(problems);
        Assert.Equal((campaign!.WeekFrom, campaign.WeekTo, "self"), (campaign.RunsFrom, campaign.RunsTo, campaign.Approval));
    }

    [Fact]
    public void Every_wrong_setting_is_told_at_once()
    {
        var (_, problems) = Read("""
            {
              "slug": "Big Questions",
              "week": { "from": "2027-11-19", "to": "2027-11-15", "til": "" },
              "timeZone": "GMT Standard Time",
              "hashtags": ["CoPro Week", 5],
              "accounts": [{ "network": "fax", "handle": "A" }, { "network": "x", "handle": "a" }],
              "aproval": "self",
              "approval": "nobody",
              "slots": [{ "name": "Blog", "kind": "poem", "time": "25:00", "required": "yes" }, 7,
                        { "name": "Q", "kind": "question", "time": "12:00" }, { "name": "R", "kind": "question", "time": "12:00", "latest": "x" }]
            }
            """);

        Assert.Equal(
            [
                "campaign.json, aproval: there is no such setting. Expected: one of name, slug, theme, week, runs, timeZone, hashtags, accounts, team, approval, slots.",
                "campaign.json, week.til: there is no such setting. Expected: one of from, to.",
                "campaign.json, name: it is missing. Expected: a text in quotes.",
                "campaign.json, hashtags: it holds something that is not a text. Expected: texts in quotes.",
                "campaign.json, slots[0].kind: \"poem\" is not a kind. Expected: one of notice, blog, question, vision, story, event, resource, countdown, call, thanks, chat, share.",
                "campaign.json, slots[0].time: \"25:00\" is not a time. Expected: a whole minute of the day such as 09:00 or 9am.",
                "campaign.json, slots[0].required: it is neither. Expected: true or false.",
                "campaign.json, slots[1]: it is not a group of settings. Expected: { … }.",
                "campaign.json, slots[3].latest: \"x\" is neither a time nor a span. Expected: a time such as 20:00, or a span such as 30m or 2h.",
                "campaign.json, slug: \"Big Questions\" cannot stand in an address. Expected: small letters a-z, digits and hyphens, such as big-questions-week.",
                "campaign.json, approval: \"nobody\" is not a way to approve. Expected: self or second-person.",
                "campaign.json, week: it ends before it begins. Expected: from a day to the same or a later one.",
                "campaign.json, timeZone: \"GMT Standard Time\" is a Windows name. Expected: Europe/London.",
                "campaign.json, hashtags: \"#CoPro Week\" cannot be a hashtag. Expected: letters, digits and underscores, not digits alone.",
                "campaign.json, accounts: \"fax\" is not a network that this version speaks. Expected: one of x.",
                "campaign.json, accounts: A is there twice. Expected: each handle once.",
                "campaign.json, slots: two slots for a question are at 12:00. Expected: one of a kind at one time.",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("[]", null)]
    [InlineData("{\n  \"name\": \"N\"\n  \"slug\": \"n\"\n}", 3)]
    public void A_file_that_is_no_campaign_says_where(string json, int? row) =>
        Assert.Equal(row, Assert.Single(Read(json).Problems).Row);

    private static (Campaign? Campaign, List<PlanProblem> Problems) Read(string json)
    {
        var findings = new Findings();
        var campaign = CampaignFile.Read(Encoding.UTF8.GetBytes(json), PaperNetwork.List, findings.In("campaign.json"));
        return (campaign, findings.Problems);
    }
}
