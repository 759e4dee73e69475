namespace CoProWeek.Reporting;

/// <summary>The posts that a number of a report counts, for the list that shows them.</summary>
/// <param name="From">The first day on which they were posted, by the campaign's clock.</param>
/// <param name="To">The last one.</param>
internal sealed record PostsBehind(DateOnly From, DateOnly To)
{
    /// <summary>"all", "ours" or "others".</summary>
    public string Who { get; init; } = "all";

    /// <summary>"original", "reply" or "quote"; empty for each.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Of this account, without "@"; empty for anybody.</summary>
    public string By { get; init; } = "";

    /// <summary>With this hashtag too, without "#"; empty for any.</summary>
    public string Tag { get; init; } = "";

    public Trait? With { get; init; }
}

/// <summary>What else the posts of a report's row have in common.</summary>
/// <param name="What">One of the names below.</param>
/// <param name="Item">Which.</param>
internal sealed record Trait(string What, string Item)
{
    /// <summary>They link to this address.</summary>
    public const string Link = "link";

    /// <summary>They link to a page of this site.</summary>
    public const string Host = "host";

    /// <summary>They name this account, without "@".</summary>
    public const string Handle = "handle";

    /// <summary>X's code of their language.</summary>
    public const string Language = "language";

    /// <summary>X's word for what they show.</summary>
    public const string Media = "media";

    /// <summary>Posted in this hour of the day by the campaign's clock, "09", whatever the day.</summary>
    public const string Hour = "hour";

    /// <summary>Posted in the hour that begins at this instant, "2027-10-31T00:00Z".</summary>
    public const string Moment = "moment";

    /// <summary>By our members ("in"), or by people who are not ("out").</summary>
    public const string Members = "members";

    /// <summary>By accounts that are "new", that took part in an earlier campaign ("back"), or of which it is not known yet ("open").</summary>
    public const string Accounts = "accounts";

    /// <summary>Ours, of this kind in the plan; empty for those that are not in it.</summary>
    public const string PlanKind = "plan-kind";

    /// <summary>Ours, planned for this hour of the day, "09"; empty for those without one.</summary>
    public const string PlanHour = "plan-hour";

    public static IReadOnlyList<string> All { get; } = [Link, Host, Handle, Language, Media, Hour, Moment, Members, Accounts, PlanKind, PlanHour];
}
