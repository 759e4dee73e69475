using CoProWeek.Networks;

namespace CoProWeek.Collecting.Archives;

/// <summary>Which watches of a campaign look for a post: by its hashtags and those of what it answers, quotes or repeats, and by whom it names. Case is no difference.</summary>
internal sealed class ArchiveWatches
{
    private readonly Dictionary<string, long> byTag;
    private readonly Dictionary<string, long> byHandle;
    private readonly Dictionary<string, long> byConversation;
    private readonly long[][] alone;

    public ArchiveWatches(IReadOnlyList<Watch> watches)
    {
        byTag = Index(watches, "hashtag", Fold.Tag);
        byHandle = Index(watches, "handle", Fold.Handle);
        byConversation = Index(watches, "conversation", id => id);
        alone = [.. watches.Select(watch => new[] { watch.Id })];
        Sought = string.Join(", ", watches.Where(watch => watch.Kind is "hashtag" or "handle").Select(watch => watch.Sought));
    }

    /// <summary>"#CoProWeekScot, @ScotCoPro".</summary>
    public string Sought { get; }

    public IReadOnlyList<long> Of(Archived.Post post)
    {
        var tags = post.Found.Tags.Concat(post.AroundIt).Select(tag => byTag.GetValueOrDefault(Fold.Tag(tag)));
        var handles = post.Found.Handles.Select(handle => byHandle.GetValueOrDefault(Fold.Handle(handle)));
        var conversation = byConversation.Count > 0 && post.Found.ConversationId is { } id ? byConversation.GetValueOrDefault($"{id}") : 0;
        long[] found = [.. tags.Concat(handles).Append(conversation).Where(watch => watch != 0).Distinct()];
        // Nearly all are found by one watch: its list is shared by them.
        return found is [var only] ? Array.Find(alone, list => list[0] == only)! : found;
    }

    private static Dictionary<string, long> Index(IReadOnlyList<Watch> watches, string kind, Func<string, string> fold) =>
        watches.Where(watch => watch.Kind == kind).DistinctBy(watch => fold(watch.Subject)).ToDictionary(watch => fold(watch.Subject), watch => watch.Id);
}
