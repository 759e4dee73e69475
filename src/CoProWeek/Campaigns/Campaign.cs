using System.Text.Json.Serialization;
using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>A named promotion: its dates, time zone, hashtags, accounts and daily slots.</summary>
internal sealed record Campaign
{
    public long Id { get; init; }

    public string Slug { get; init; } = "";

    public string Name { get; init; } = "";

    public string Theme { get; init; } = "";

    public DateOnly WeekFrom { get; init; }

    public DateOnly WeekTo { get; init; }

    /// <summary>The first day of the run-up.</summary>
    public DateOnly RunsFrom { get; init; }

    /// <summary>The last day of the follow-up.</summary>
    public DateOnly RunsTo { get; init; }

    /// <summary>An IANA name such as "Europe/London".</summary>
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>With their "#".</summary>
    public string[] Hashtags { get; init; } = [];

    /// <summary>Handles without "@" that count as ours in reports; nothing is posted as them.</summary>
    public string[] Team { get; init; } = [];

    /// <summary>"self" or "second-person".</summary>
    public string Approval { get; init; } = "self";

    /// <summary>Where the campaign posts; the first is where a post goes that names none.</summary>
    public IReadOnlyList<CampaignAccount> Accounts { get; init; } = [];

    public IReadOnlyList<Slot> Slots { get; init; } = [];

    /// <summary>What is late for each kind where neither a post nor its slot says: of the configuration, not of the plan.</summary>
    [JsonIgnore]
    public KindLatest Kinds { get; init; } = KindLatest.Default;

    public bool NeedsSecondPerson => Approval == "second-person";

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public CampaignAccount? AccountNamed(string handle) =>
        Accounts.FirstOrDefault(account => account.Handle.Equals(handle, StringComparison.OrdinalIgnoreCase));

    /// <summary>The slot a post of this kind fills: the one at its time, or the only one there is when it has no time.</summary>
    public Slot? SlotFor(string kind, TimeOnly? time)
    {
        var ofKind = Slots.Where(slot => slot.Kind == kind).ToList();
        return time is null
            ? ofKind is [var only] ? only : null
            : ofKind.Find(slot => slot.WallTime == time);
    }
}

/// <summary>A place in each campaign day that a post of one kind fills.</summary>
internal sealed record Slot
{
    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public TimeOnly WallTime { get; init; }

    public bool Required { get; init; }

    /// <summary>As in the plan: "20:00", "30m" or empty for the kind's own.</summary>
    public string Latest { get; init; } = "";
}

/// <summary>An account of ours in a campaign; its id is 0 while it is only known from a file.</summary>
internal sealed record CampaignAccount
{
    public long Id { get; init; }

    public string Network { get; init; } = "";

    /// <summary>Without "@"; for a place where a person posts by hand, its name.</summary>
    public string Handle { get; init; } = "";

    /// <summary>As people read it: "@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);
}
