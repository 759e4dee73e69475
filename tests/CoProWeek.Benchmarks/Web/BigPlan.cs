using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CoProWeek.Benchmarks;

/// <summary>The files of a campaign with very many posts, from a seed: its week is around a day, its run-up before, its follow-up after.</summary>
internal sealed class BigPlan(DateOnly today, int posts)
{
    public const string Slug = "big-week";
    public const int Spares = 10;

    private const int Seed = 20271115;
    private const int WeekDays = 5;
    private const int RunUpDays = 49;
    private const int FollowUpDays = 14;
    private const int PostsADay = 12;
    private const int Pictures = 60;

    private static readonly (string Kind, string Name, string Time)[] Slots =
    [
        ("notice", "Welcome", "08:30"), ("blog", "Blog of the day", "09:00"), ("question", "Big Question", "12:00"),
        ("vision", "Vision", "15:00"), ("story", "Story", "15:30"), ("thanks", "Thanks", "16:00"),
    ];

    private static readonly string[] Kinds = ["notice", "blog", "question", "vision", "story", "thanks", "resource", "call", "share"];

    private static readonly string[] Words =
        "people who use a service sit at the table where it is planned and say what helps them most because nothing about us without us is worth more than a strategy".Split(' ');

    private readonly Random random = new(Seed);

    /// <summary>The week's third day is today.</summary>
    public DateOnly WeekFrom => today.AddDays(-2);

    public DateOnly RunsFrom => WeekFrom.AddDays(-RunUpDays);

    private DateOnly RunsTo => WeekFrom.AddDays(WeekDays - 1 + FollowUpDays);

    public void Write(string folder)
    {
        for (var n = 0; n < Pictures; n++)
            File.WriteAllBytes(Path.Combine(folder, Picture(n)), SmallPicture.Of(n));
        File.WriteAllText(Path.Combine(folder, "campaign.json"), JsonSerializer.Serialize(Campaign()));
        var plan = new StringBuilder("id,date,time,kind,text,link,media,alt,latest,credit,permission\n");
        foreach (var (n, at) in Times().Index())
            plan.AppendJoin(',', Row(n, at).Select(cell => $"\"{cell}\"")).Append('\n');
        File.WriteAllText(Path.Combine(folder, "plan.csv"), plan.ToString());
    }

    private object Campaign() => new
    {
        name = "A week with very many posts",
        slug = Slug,
        theme = "Five Big Questions",
        week = new { from = Iso(WeekFrom), to = Iso(WeekFrom.AddDays(WeekDays - 1)) },
        runs = new { from = Iso(RunsFrom), to = Iso(RunsTo) },
        timeZone = "Europe/London",
        hashtags = new[] { "#CoProWeekScot" },
        accounts = new[] { new { network = "x", handle = "ScotCoPro" } },
        team = new[] { "member_7" },
        approval = "self",
        slots = Slots.Select(slot => new { name = slot.Name, kind = slot.Kind, time = slot.Time, required = slot.Kind is "blog" or "question" }),
    };

    /// <summary>The week's days are full, the others share the rest evenly; a spare has no time.</summary>
    private IEnumerable<DateTime?> Times()
    {
        for (var n = 0; n < WeekDays * PostsADay; n++)
            yield return At(WeekFrom.AddDays(n / PostsADay), n % PostsADay);
        var quiet = posts - Spares - (WeekDays * PostsADay);
        for (var n = 0; n < quiet; n++)
        {
            var day = n * (RunUpDays + FollowUpDays) / quiet;
            yield return At(RunsFrom.AddDays(day < RunUpDays ? day : day + WeekDays), n % PostsADay);
        }
        for (var n = 0; n < Spares; n++)
            yield return null;
    }

    private static DateTime At(DateOnly day, int nth) => nth < Slots.Length
        ? day.ToDateTime(TimeOnly.Parse(Slots[nth].Time, CultureInfo.InvariantCulture))
        : day.ToDateTime(new TimeOnly(10 + nth - Slots.Length, 45));

    private IEnumerable<string> Row(int n, DateTime? at)
    {
        var kind = at is { } then && Slots.FirstOrDefault(slot => slot.Time == $"{then:HH:mm}") is { Kind: { } named } ? named : Kinds[n % Kinds.Length];
        var hasPicture = n % 3 == 0;
        yield return $"p{n:000}";
        yield return at is { } on ? Iso(DateOnly.FromDateTime(on)) : "";
        yield return at is { } time ? $"{time:HH:mm}" : "";
        yield return kind;
        yield return n % 10 == 0 ? string.Join("\n---\n", Text(n), Text(n), Text(n)) : Text(n);
        yield return n % 2 == 0 ? $"https://example.org/co-pro-week/{n}" : "";
        yield return hasPicture ? Picture(n % Pictures) : "";
        yield return hasPicture ? "A drawn card: a round table with one empty place, and the question of the day beside it" : "";
        yield return "2h";
        yield return kind is "vision" or "story" or "share" ? "Lantern Youth Forum" : "";
        yield return "not needed";
    }

    private string Text(int n) =>
        $"{n}: {string.Join(' ', Enumerable.Range(0, 14 + random.Next(20)).Select(_ => Words[random.Next(Words.Length)]))} #CoProWeekScot";

    private static string Picture(int n) => $"card{n}.png";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
