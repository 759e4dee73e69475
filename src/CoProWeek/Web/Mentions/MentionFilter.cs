using System.Globalization;
using CoProWeek.Reporting;
using Microsoft.AspNetCore.Http.Extensions;

namespace CoProWeek.Web;

/// <summary>Which of the mentions a list shows, as its address says.</summary>
internal sealed record MentionFilter
{
    private const int MostOfAnAddress = 4_000;

    /// <summary>"all", "ours" or "others".</summary>
    public string Who { get; init; } = "all";

    /// <summary>Only posts that carry one of the campaign's hashtags: what a report counts.</summary>
    public bool Tagged { get; init; }

    /// <summary>Each of these words stands in the text, whatever its case, also inside another word; empty for any text.</summary>
    public string Words { get; init; } = "";

    /// <summary>Of this account, without "@"; empty for anybody.</summary>
    public string By { get; init; } = "";

    /// <summary>It carries this hashtag too, without "#"; empty for any.</summary>
    public string Tag { get; init; } = "";

    /// <summary>"original", "reply" or "quote"; empty for each.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What else they have in common, as a row of a report says it.</summary>
    public Trait? With { get; init; }

    /// <summary>"all", or "yes" or "no": whether somebody of us is noted to have answered it.</summary>
    public string Answered { get; init; } = "all";

    /// <summary>"no", "only", or "all": those that the team hid.</summary>
    public string Hidden { get; init; } = "no";

    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }

    public DateTimeOffset? BeforeAt { get; init; }

    public long? BeforeId { get; init; }

    /// <summary>Where this page of the list begins; null at its beginning.</summary>
    public string? Cursor => BeforeAt is { } at ? $"{at.UtcTicks}-{BeforeId}" : null;

    /// <summary>More is asked for than the switch above the list says.</summary>
    public bool IsNarrow => this with { Who = "all", Tagged = false, From = null, To = null, BeforeAt = null, BeforeId = null } != new MentionFilter();

    /// <summary>What cannot be read is left out: an address is typed by anybody.</summary>
    public static MentionFilter Read(IQueryCollection query)
    {
        var cursor = query["before"].ToString().Split('-');
        var isCursor = cursor.Length == 2 & long.TryParse(cursor[0], out var ticks) & long.TryParse(cursor[^1], out var id) && ticks is > 0 && ticks < DateTime.MaxValue.Ticks;
        return new MentionFilter
        {
            Who = OneOf(query["who"], "all", "ours", "others"),
            Tagged = query["tagged"] == "yes",
            Words = Line(query["q"]),
            By = Line(query["by"]).TrimStart('@'),
            Tag = Line(query["tag"]).TrimStart('#'),
            Kind = OneOf(query["kind"], "", "original", "reply", "quote"),
            With = Common(query["with"]),
            Answered = OneOf(query["answered"], "all", "yes", "no"),
            Hidden = OneOf(query["hidden"], "no", "only", "all"),
            From = Day(query["from"]),
            To = Day(query["to"]),
            BeforeAt = isCursor ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            BeforeId = isCursor ? id : null,
        };
    }

    /// <summary>The posts that a number of a report counts.</summary>
    public static MentionFilter Of(PostsBehind posts) => new()
    {
        Who = posts.Who,
        Tagged = true,
        By = posts.By,
        Tag = posts.Tag,
        Kind = posts.Kind,
        With = posts.With,
        From = posts.From,
        To = posts.To,
    };

    /// <summary>The address of the same list, from <paramref name="cursor"/> on.</summary>
    public string Address(CampaignRow campaign, string? cursor = null)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in Fields().Append(("before", cursor)))
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        return $"/campaigns/{campaign.Slug}/mentions{query}";
    }

    /// <summary>Those that are not what they are when nobody says anything.</summary>
    private IEnumerable<(string Name, string? Value)> Fields() =>
    [
        ("who", Who == "all" ? null : Who), ("tagged", Tagged ? "yes" : null), ("q", Words), ("by", By), ("tag", Tag), ("kind", Kind), ("with", With is null ? null : $"{With.What}:{With.Item}"),
        ("answered", Answered == "all" ? null : Answered), ("hidden", Hidden == "no" ? null : Hidden), ("from", Text(From)), ("to", Text(To)),
    ];

    /// <summary>A day as the address and a date field write it.</summary>
    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;

    private static Trait? Common(string? said) =>
        (said ?? "").Split(':', 2) is [var what, var item] && Trait.All.Contains(what) && item.Length <= MostOfAnAddress ? new Trait(what, item) : null;

    /// <summary>The first of them where it says none.</summary>
    private static string OneOf(string? said, params string[] words) => words.Contains(said) ? said! : words[0];

    /// <summary>As somebody typed it, white space folded, and no longer than anybody types.</summary>
    private static string Line(string? said) => SearchWords.Cut(string.Join(' ', (said ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
