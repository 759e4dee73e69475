using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.Sandbox.State;

/// <summary>Every post there ever was, deleted ones too. Its owner's gate guards it.</summary>
internal sealed partial class PostBook
{
    private readonly Dictionary<long, SandboxPost> byId = [];
    private readonly List<long> all = [];
    private readonly Dictionary<long, List<long>> byAccount = [];
    private readonly Dictionary<(long Account, string Text), long> said = [];
    private readonly Dictionary<long, Echoes> echoes = [];

    /// <summary>What can be read; null when it never was or is gone.</summary>
    public SandboxPost? Find(long id) => byId.TryGetValue(id, out var post) && post.DeletedAt is null ? post : null;

    public bool Holds(long id) => byId.ContainsKey(id);

    public Echoes EchoesOf(long id) => echoes.GetValueOrDefault(id);

    /// <summary>A post of the account that stands and says the same, but for white space.</summary>
    public SandboxPost? SaidBy(long account, string text) =>
        said.TryGetValue((account, Fold(text)), out var id) ? Find(id) : null;

    public void Add(SandboxPost post)
    {
        Enter(post);
        Echo(post, +1);
    }

    /// <summary>Adds a version; the earlier ones learn of it. For others it is the same post still.</summary>
    public void Edit(SandboxPost post)
    {
        foreach (var id in post.Versions.Where(id => id != post.Id))
            Keep(byId[id] with { Versions = post.Versions });
        Enter(post);
    }

    /// <summary>Deletes every version.</summary>
    public void Delete(long id, DateTimeOffset at)
    {
        foreach (var version in byId[id].Versions)
            Keep(byId[version] with { DeletedAt = at });
        Echo(byId[id], -1);
    }

    /// <summary>Newest first, from one id to below another, of one account or of all; deleted ones only if asked for.</summary>
    public List<SandboxPost> Between(long from, long below, long? account = null, bool alsoDeleted = false)
    {
        var ids = account is { } one ? byAccount.GetValueOrDefault(one, []) : all;
        var found = new List<SandboxPost>();
        for (var i = FirstAtLeast(ids, below) - 1; i >= 0 && ids[i] >= from; i--)
        {
            if (byId[ids[i]] is var post && (alsoDeleted || post.DeletedAt is null))
                found.Add(post);
        }
        return found;
    }

    private void Enter(SandboxPost post)
    {
        Keep(post);
        Insert(all, post.Id);
        Insert(CollectionsMarshal.GetValueRefOrAddDefault(byAccount, post.AccountId, out _) ??= [], post.Id);
        if (post is { RepostOf: null, Text: not "" })
            said[(post.AccountId, Fold(post.Text))] = post.Id;
    }

    private void Keep(SandboxPost post) => byId[post.Id] = post;

    private void Echo(SandboxPost post, int by)
    {
        if (post.ReplyTo is { } parent)
            CollectionsMarshal.GetValueRefOrAddDefault(echoes, parent, out _).Replies += by;
        if (post.QuoteOf is { } quoted)
            CollectionsMarshal.GetValueRefOrAddDefault(echoes, quoted, out _).Quotes += by;
        if (post.RepostOf is { } original)
            CollectionsMarshal.GetValueRefOrAddDefault(echoes, original, out _).Reposts += by;
    }

    private static void Insert(List<long> ids, long id) => ids.Insert(FirstAtLeast(ids, id), id);

    private static int FirstAtLeast(List<long> ids, long id)
    {
        if (ids.Count == 0 || ids[^1] < id)
            return ids.Count;
        var at = ids.BinarySearch(id);
        return at < 0 ? ~at : at;
    }

    private static string Fold(string text) => Spaces().Replace(text.Normalize(NormalizationForm.FormC), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>What other posts made of one.</summary>
    internal struct Echoes
    {
        public int Replies;
        public int Quotes;
        public int Reposts;
    }
}
