using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>What the posts around it make of a post, beyond what is said of a plan's row.</summary>
internal static class ComposeLint
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static IEnumerable<string> NeighboursOf(PostContent content, DateTimeOffset slotAt, IReadOnlyList<Neighbour> neighbours, Func<DateTimeOffset, string> when)
    {
        var said = Wording.Of(content).ToDictionary(wording => wording.Account.Handle);
        foreach (var other in neighbours.Where(one => said.ContainsKey(one.Handle)))
        {
            var (account, ours, theirs) = (said[other.Handle].Account, said[other.Handle].Parts, Wording.Parts(other.Text, other.Link));
            if (other.SlotAt == slotAt)
                yield return $"{other.Ref} goes out at the same minute {account.At}: give one of them another time.";
            if (AccountName.IsByHand(account.Network))
                continue;
            if (Likeness.Whole(ours) is not "" and var words && words == Likeness.Whole(theirs))
                yield return $"{other.Ref} says the same as @{other.Handle} on {when(other.SlotAt)}: X refuses the same text twice, so say it in other words.";
            else if (Likeness.Beginning(ours) is not "" and var beginning && beginning == Likeness.Beginning(theirs))
                yield return $"{other.Ref} begins the same as @{other.Handle} on {when(other.SlotAt)}: readers pass over what they think they have read.";
        }
    }
}
