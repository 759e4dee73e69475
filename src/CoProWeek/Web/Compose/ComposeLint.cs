using System.Globalization;
using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>What a careful colleague would say over your shoulder, beyond what is said of a plan's row.</summary>
internal static partial class ComposeLint
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static IEnumerable<string> HashtagsOf(PostContent content, Campaign campaign)
    {
        var right = campaign.Hashtags.Select(tag => $"#{tag.TrimStart('#')}").ToList();
        foreach (var tag in Wording.Of(content).SelectMany(said => said.Parts).SelectMany(part => Tags().Matches(part)).Select(match => match.Value).Distinct())
            if (!right.Contains(tag) && right.Find(one => one.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { } meant)
                yield return $"{tag} is written {meant} in this campaign: with its capitals a screen reader says it word by word.";
    }

    public static IEnumerable<string> NeighboursOf(PostContent content, DateTimeOffset slotAt, IReadOnlyList<Neighbour> neighbours, Func<DateTimeOffset, string> when)
    {
        var said = Wording.Of(content).ToDictionary(wording => wording.Account.Handle, wording => (wording.Account.At, wording.Account.Network, Words: Fold(wording.Parts)));
        foreach (var other in neighbours.Where(one => said.ContainsKey(one.Handle)))
        {
            if (other.SlotAt == slotAt)
                yield return $"{other.Ref} goes out at the same minute {said[other.Handle].At}: give one of them another time.";
            if (said[other.Handle] is { Words: not "" and var words, Network: var network } && !AccountName.IsByHand(network) && words == Fold(Wording.Parts(other.Text, other.Link)))
                yield return $"{other.Ref} says the same as @{other.Handle} on {when(other.SlotAt)}: X refuses the same text twice, so say it in other words.";
        }
    }

    private static string Fold(IEnumerable<string> parts) =>
        Spaces().Replace(string.Join(' ', parts), " ").Trim().ToLower(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"#[\p{L}\p{M}\p{Nd}_]+")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
