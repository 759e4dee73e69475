using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace CoProWeek.Web;

/// <summary>Which of the mentions a list shows, as its address says.</summary>
internal sealed record MentionFilter
{
    /// <summary>"all", "ours" or "others".</summary>
    public string Who { get; init; } = "all";

    /// <summary>Only posts that carry one of the campaign's hashtags: what a report counts.</summary>
    public bool Tagged { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly? To { get; init; }

    public DateTimeOffset? BeforeAt { get; init; }

    public long? BeforeId { get; init; }

    /// <summary>What cannot be read is left out: an address is typed by anybody.</summary>
    public static MentionFilter Read(IQueryCollection query)
    {
        var cursor = query["before"].ToString().Split('-');
        var isCursor = cursor.Length == 2 & long.TryParse(cursor[0], out var ticks) & long.TryParse(cursor[^1], out var id) && ticks is > 0 && ticks < DateTime.MaxValue.Ticks;
        return new MentionFilter
        {
            Who = query["who"].ToString() is "ours" or "others" ? query["who"].ToString() : "all",
            Tagged = query["tagged"] == "yes",
            From = Day(query["from"]),
            To = Day(query["to"]),
            BeforeAt = isCursor ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            BeforeId = isCursor ? id : null,
        };
    }

    /// <summary>The address of the same list, from <paramref name="cursor"/> on.</summary>
    public string Address(CampaignRow campaign, string? cursor = null)
    {
        var query = new QueryBuilder();
        if (Who != "all")
            query.Add("who", Who);
        if (Tagged)
            query.Add("tagged", "yes");
        if (From is { } from)
            query.Add("from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (To is { } to)
            query.Add("to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (cursor is not null)
            query.Add("before", cursor);
        return $"/campaigns/{campaign.Slug}/mentions{query}";
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200 ? day : null;
}
