using CoProWeek.Tests.Support;
using Npgsql;

namespace CoProWeek.Tests.Reporting;

/// <summary>A campaign with some three hundred posts over two months, its week the busiest, as a real one would look. The same every time.</summary>
internal static class FullReport
{
    private static readonly string[] Questions =
    [
        "What would change here if the people who use a service ran it?", "Who is not in the room, and who could ask them?", "Small steps count: our group met twice, and the menu changed.",
        "Power shared is not power lost.", "We asked. They told us. We did it together.", "How do you keep going when the funding ends?", "Read what our members made of the third question",
    ];

    private static readonly string[] Beside = ["coproduction", "CoProduction", "Scotland", "communitydevelopment", "BigQuestions", "lived_experience", "MentalHealth", "housing", "participation"];
    private static readonly string[] Sites = ["https://www.coproductionscotland.org.uk/week", "https://example.org/blog/power", "https://example.org/events?day=3", "https://example.net/podcast/12"];

    public static async Task<long> FillAsync(NpgsqlDataSource db)
    {
        var chance = new Random(20271115);
        var campaign = await A.Campaign(db, name: "Co-production Week Scotland 2027: the Big Questions", hashtags: ["#CoProWeekScot"], team: ["CoProTeam"]);
        var watch = await CollectedAsync(db, campaign);
        var ours = await A.Author(db, "ScotCoPro", followers: 6_204, name: "Scottish Co-production Network");
        await SentAsync(db, campaign, ours, chance);
        var others = new List<long>();
        for (var n = 0; n < 64; n++)
            others.Add(await A.Author(db, $"member_{n:00}", followers: n % 9 == 0 ? null : chance.Next(20, 4_000), name: $"A member, {n}"));
        for (var n = 0; n < 260; n++)
            await PostAsync(db, others[(int)(Math.Pow(chance.NextDouble(), 1.7) * others.Count)], chance);
        await A.Mention(db, others[3], A.MondayMorning.AddDays(1), [12], hidden: true);
        await A.FoundAll(db, watch);
        await A.CountAll(db, watch);
        await A.Count(db, watch, A.Counting.AddDays(-1).AddMinutes(-5), 2);
        return campaign;
    }

    /// <summary>But for two hours of one night; and X counted two posts more than are held.</summary>
    private static async Task<long> CollectedAsync(NpgsqlDataSource db, long campaign)
    {
        var watch = await A.Watch(db, campaign);
        var begins = new DateTimeOffset(2027, 11, 1, 0, 0, 0, TimeSpan.Zero);
        await A.Run(db, watch, begins, A.MondayMorning.AddHours(17).AddMinutes(10));
        await A.Run(db, watch, A.MondayMorning.AddHours(19), A.Counting);
        return watch;
    }

    /// <summary>Three posts of ours on each day of the week, as the plan has them.</summary>
    private static async Task SentAsync(NpgsqlDataSource db, long campaign, long author, Random chance)
    {
        string[] kinds = ["blog", "question", "story"];
        for (var n = 0; n < 15; n++)
        {
            var at = A.MondayMorning.AddDays(n / 3).AddHours(n % 3 * 3);
            var post = await A.Post(db, campaign, kind: kinds[n % 3], at: at, approvedBy: "Ailsa");
            var delivery = await A.Delivery(db, post, "sent");
            await A.Mention(db, author, at, Numbers(chance, 900), text: $"{Questions[n % Questions.Length]} #CoProWeekScot", firstId: await A.SentId(db, delivery));
        }
    }

    private static async Task PostAsync(NpgsqlDataSource db, long author, Random chance)
    {
        var inTheWeek = chance.Next(10) < 6;
        var at = inTheWeek ? A.MondayMorning.AddMinutes(chance.Next(0, 5 * 1_440)) : A.MondayMorning.AddDays(-14).AddMinutes(chance.Next(0, 30 * 1_440));
        string[] tags = ["CoProWeekScot", .. chance.Next(3) == 0 ? [Beside[chance.Next(Beside.Length)]] : Array.Empty<string>()];
        var kind = chance.Next(10) switch { < 2 => "reply", < 4 => "quote", _ => "original" };
        var mention = await A.Mention(db, author, at, chance.Next(25) == 0 ? null : Numbers(chance, 220), kind, tags, $"{Questions[chance.Next(Questions.Length)]} #CoProWeekScot");
        if (chance.Next(3) == 0)
            await A.Link(db, mention, Sites[chance.Next(Sites.Length)]);
    }

    private static int?[] Numbers(Random chance, int middle)
    {
        var views = (int)(middle * (0.2 + (3.2 * Math.Pow(chance.NextDouble(), 3))));
        return [views, views / chance.Next(30, 90), views / chance.Next(150, 400), views / chance.Next(90, 200), views / 450, views / 500];
    }
}
