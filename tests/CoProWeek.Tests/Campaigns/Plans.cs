using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Tests.Campaigns;

/// <summary>Plans as texts, read as an import reads them.</summary>
internal static class Plans
{
    public const string Header = "id,date,time,kind,text,link,media,alt,post to,latest,credit,permission,notes";

    /// <summary>A blog with a picture "card.png", a question for two accounts, a spare.</summary>
    public const string Three = $"""
        {Header}
        blog,15/11/2027,,blog,Our first blog #CoProWeekScot,https://example.org/1,card.png,A yellow card,,,,not needed,ask Ann
        question,15/11/2027,,question,What is power? #CoProWeekScot,,,,ScotCoPro|CoProNews,,,,
        spare,,,question,A spare #CoProWeekScot,,,,,,,,

        """;

    public static readonly Campaign Week = new()
    {
        Slug = "questions",
        Name = "Questions week",
        WeekFrom = new(2027, 11, 15),
        WeekTo = new(2027, 11, 19),
        RunsFrom = new(2027, 10, 1),
        RunsTo = new(2027, 11, 30),
        Hashtags = ["#CoProWeekScot"],
        Team = ["OurTeam"],
        Accounts = [new CampaignAccount { Network = "x", Handle = "ScotCoPro" }, new CampaignAccount { Network = "x", Handle = "CoProNews" }],
        Slots =
        [
            new Slot { Name = "Blog", Kind = "blog", WallTime = new(9, 0), Required = true },
            new Slot { Name = "Question", Kind = "question", WallTime = new(12, 0), Required = true },
            new Slot { Name = "Story", Kind = "story", WallTime = new(15, 0) },
            new Slot { Name = "Late story", Kind = "story", WallTime = new(17, 0) },
        ],
    };

    public static (List<PlanRow> Rows, Findings Findings) Read(string csv) => Read(Encoding.UTF8.GetBytes(csv));

    public static (List<PlanRow> Rows, Findings Findings) Read(byte[] csv)
    {
        var findings = new Findings();
        var file = findings.In("plan.csv");
        var rows = PlanFile.Read(csv, Week, file);
        new PlanChecks(Week, PaperNetwork.List, file).Find(rows);
        return (rows, findings);
    }

    /// <summary>Reads a plan that has nothing wrong with it.</summary>
    public static List<PostContent> Good(string csv) => Good(Encoding.UTF8.GetBytes(csv));

    public static List<PostContent> Good(byte[] csv)
    {
        var (rows, findings) = Read(csv);
        Assert.Empty(findings.Problems);
        return rows.ConvertAll(row => row.Content);
    }
}
