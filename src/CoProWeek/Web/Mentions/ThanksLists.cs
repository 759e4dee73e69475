using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>Splits handles into lists, each with its beginning short enough for one post by X's own count.</summary>
internal static class ThanksLists
{
    /// <returns>In the order given; empty where not even one handle fits beside the beginning.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string> handles, string beginning, INetwork network)
    {
        List<string> lists = [];
        var list = beginning;
        foreach (var handle in handles)
        {
            var longer = list == "" ? $"@{handle}" : $"{list} @{handle}";
            if (network.Measure(longer).Fits)
            {
                list = longer;
                continue;
            }
            if (list == beginning)
                return [];
            lists.Add(list);
            list = beginning == "" ? $"@{handle}" : $"{beginning} @{handle}";
            if (!network.Measure(list).Fits)
                return [];
        }
        if (list != beginning)
            lists.Add(list);
        return lists;
    }
}
