using System.Text;
using CoProWeek.Networks;

namespace CoProWeek.Collecting;

/// <summary>What a post carries, as the rows hold it: folded, each once, and only what an index can hold.</summary>
internal sealed record Carried(IReadOnlyList<CarriedItem> Tags, IReadOnlyList<CarriedItem> Links, IReadOnlyList<CarriedItem> Handles, IReadOnlyList<CarriedItem> Media)
{
    /// <summary>An index holds no more, in bytes of UTF-8: a longer tag or address is nobody's that people use.</summary>
    private const int Longest = 2000;

    public static Carried Of(FoundPost post) => new(
        Tags: Fitting(post.Tags.Select(tag => new CarriedItem(Fold.Tag(tag), tag)), item => item.Folded),
        Links: Fitting(post.Links.Select(link => new CarriedItem(Fold.Host(link), link)), item => item.Written),
        Handles: Fitting(post.Handles.Select(handle => new CarriedItem(Fold.Handle(handle), handle)), item => item.Folded),
        Media: Fitting(post.Media.Select(media => new CarriedItem(media.Type, media.Key)), item => item.Written));

    private static List<CarriedItem> Fitting(IEnumerable<CarriedItem> items, Func<CarriedItem, string> key) =>
        [.. items.Where(item => Fits(item.Folded) && Fits(item.Written)).DistinctBy(key)];

    private static bool Fits(string text) => text.Length <= Longest / 3 || Encoding.UTF8.GetByteCount(text) <= Longest;
}

/// <param name="Folded">The tag or name without case, the link's host, the kind of picture.</param>
/// <param name="Written">As it was written.</param>
internal readonly record struct CarriedItem(string Folded, string Written);
