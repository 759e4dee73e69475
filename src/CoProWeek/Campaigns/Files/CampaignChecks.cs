using System.Text.RegularExpressions;
using CoProWeek.Networks;

namespace CoProWeek.Campaigns.Files;

/// <summary>What must hold in a campaign beyond each setting by itself.</summary>
internal static partial class CampaignChecks
{
    public static void Find(Campaign campaign, NetworkList networks, JsonPart json)
    {
        if (campaign.Slug != "" && !CampaignFile.SlugText().IsMatch(campaign.Slug))
            json.Wrong("slug", $"\"{campaign.Slug}\" cannot stand in an address", "small letters a-z, digits and hyphens, such as big-questions-week");
        if (campaign.Approval is not ("self" or "second-person"))
            json.Wrong("approval", $"\"{campaign.Approval}\" is not a way to approve", "self or second-person");
        FindDays(campaign, json);
        FindZone(campaign, json);
        FindNames(campaign, json);
        FindAccounts(campaign, networks, json);
        foreach (var slots in campaign.Slots.Where(slot => slot.Kind != "").GroupBy(slot => (slot.Kind, slot.WallTime)).Where(group => group.Count() > 1))
            json.Wrong("slots", $"two slots for {KindRules.A(slots.Key.Kind)} are at {slots.Key.WallTime:HH:mm}", "one of a kind at one time");
    }

    private static void FindDays(Campaign campaign, JsonPart json)
    {
        if (new[] { campaign.WeekFrom, campaign.WeekTo, campaign.RunsFrom, campaign.RunsTo }.Contains(default))
            return;
        if (campaign.WeekTo < campaign.WeekFrom)
            json.Wrong("week", "it ends before it begins", "from a day to the same or a later one");
        else if (campaign.RunsFrom > campaign.WeekFrom || campaign.RunsTo < campaign.WeekTo)
            json.Wrong("runs", "it leaves out days of the week itself", "from the first day of the run-up to the last of the follow-up, the week between");
    }

    private static void FindZone(Campaign campaign, JsonPart json)
    {
        const string Expected = "a name such as Europe/London";
        if (campaign.TimeZone == "")
            return;
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(campaign.TimeZone, out var iana))
            json.Wrong("timeZone", $"\"{campaign.TimeZone}\" is a Windows name", iana);
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(campaign.TimeZone, out _))
            json.Wrong("timeZone", $"\"{campaign.TimeZone}\" is not a time zone that this machine knows", Expected);
    }

    private static void FindNames(Campaign campaign, JsonPart json)
    {
        foreach (var tag in campaign.Hashtags.Where(tag => !Tag().IsMatch(tag)))
            json.Wrong("hashtags", $"\"{tag}\" cannot be a hashtag", "letters, digits and underscores, not digits alone");
        foreach (var handle in campaign.Team.Concat(campaign.Accounts.Where(account => !AccountName.IsByHand(account.Network)).Select(account => account.Handle)).Where(handle => handle != "" && !Handle().IsMatch(handle)))
            json.Wrong(campaign.Team.Contains(handle) ? "team" : "accounts", $"\"{handle}\" cannot be a handle", "letters, digits and underscores, such as ScotCoPro");
        foreach (var place in campaign.Accounts.Where(account => AccountName.IsByHand(account.Network) && account.Handle != "" && !Place().IsMatch(account.Handle)))
            json.Wrong("accounts", $"\"{place.Handle}\" cannot be the name of a place", "letters, digits and spaces, such as Facebook or Our LinkedIn page");
    }

    private static void FindAccounts(Campaign campaign, NetworkList networks, JsonPart json)
    {
        if (campaign.Accounts.Count == 0)
            json.Wrong("accounts", "there is none", "at least one, such as [{ \"network\": \"x\", \"handle\": \"ScotCoPro\" }]");
        foreach (var network in campaign.Accounts.Select(account => account.Network).Where(name => name != "" && !networks.Speaks(name)).Distinct())
            json.Wrong("accounts", $"\"{network}\" is not a network that this version speaks", $"one of {string.Join(", ", networks.Names)}");
        foreach (var twice in campaign.Accounts.GroupBy(account => account.Handle, StringComparer.OrdinalIgnoreCase).Where(group => group.Key != "" && group.Count() > 1))
            json.Wrong("accounts", $"{twice.Key} is there twice", "each handle once");
    }

    [GeneratedRegex(@"^#(?=.*[\p{L}_])[\p{L}\p{M}\p{Nd}_]{1,100}$")]
    private static partial Regex Tag();

    [GeneratedRegex("^[A-Za-z0-9_]{1,50}$")]
    private static partial Regex Handle();

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9_ .&'-]{0,48}[A-Za-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
