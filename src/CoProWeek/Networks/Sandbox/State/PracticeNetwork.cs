using CoProWeek.Networks.Sandbox.Crowd;

namespace CoProWeek.Networks.Sandbox.State;

/// <summary>
/// All that the practice network knows. Everything is read and changed while holding <see cref="Gate"/>;
/// every change is an entry that is journalled first and then applied, live and at a restart alike.
/// </summary>
internal sealed class PracticeNetwork : IDisposable
{
    private readonly Journal journal;
    private readonly CrowdPlayer? crowd;
    private readonly Attention? attention;
    private long lastId;

    public PracticeNetwork(SandboxOptions options)
    {
        Tokens = new(options.Accounts);
        journal = options.JournalPath is { } path ? Journal.Open(path, Apply) : Journal.InMemory();
        foreach (var account in options.Accounts)
        {
            var profile = new Profile(account.Id, account.Handle, account.Name)
            {
                Followers = account.Followers ?? options.Crowd?.FollowersOf(account) ?? 0,
                LongPosts = account.LongPosts,
            };
            if (Accounts.Find(account.Id) is not { } known || known != profile)
                Record(new AccountMade(profile));
        }
        if (options.Crowd is { } wanted)
            (crowd, attention) = (new(wanted, this), new(wanted.Seed));
    }

    public Lock Gate { get; } = new();

    public AccountBook Accounts { get; } = new();

    public PostBook Posts { get; } = new();

    public Dictionary<long, SandboxMedia> Media { get; } = [];

    public TokenBook Tokens { get; }

    /// <summary>The instant to which the crowd has come, and by which its numbers are counted.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Lets the crowd do all that it does by this instant.</summary>
    public void CatchUp(DateTimeOffset now)
    {
        lock (Gate)
        {
            if (now <= Now)
                return;
            crowd?.PlayUntil(now);
            Now = now;
        }
    }

    /// <summary>What people made of a post, as far as the network does not count it itself. A repost has nothing of its own.</summary>
    public PostNumbers NumbersOf(SandboxPost post) => post switch
    {
        { RepostOf: not null } => PostNumbers.None,
        { Numbers: { } given } => given,
        _ => attention?.Of(post, Accounts.Find(post.AccountId)!.Followers, Now) ?? PostNumbers.None,
    };

    /// <summary>Greater than every id before it, whatever the clock says. What the crowd did earlier comes first, so that its ids are smaller.</summary>
    public long NextId(DateTimeOffset at)
    {
        CatchUp(at);
        return lastId = Math.Max(lastId + 1, Snowflake.FirstAt(at));
    }

    /// <summary>An id of that instant, for what is said to have been posted earlier.</summary>
    public long FreeIdAt(DateTimeOffset at)
    {
        var id = Snowflake.FirstAt(at);
        while (Posts.Holds(id) || Media.ContainsKey(id))
            id++;
        lastId = Math.Max(lastId, id);
        return id;
    }

    public void Record(JournalEntry entry)
    {
        journal.Append(entry);
        Apply(entry);
    }

    public void Dispose()
    {
        lock (Gate)
            journal.Dispose();
    }

    private void Apply(JournalEntry entry)
    {
        switch (entry)
        {
            case AccountMade(var account): Accounts.Keep(account); break;
            case PostMade(var post): Posts.Add(Seen(post)); break;
            case PostEdited(var post): Posts.Edit(Seen(post)); break;
            case PostDeleted(var id, var at): Posts.Delete(id, at); break;
            case MediaMade(var media): Media[media.Id] = media; lastId = Math.Max(lastId, media.Id); break;
            case AltTextSet(var id, var text): Media[id] = Media[id] with { AltText = text }; break;
            case TokensGranted granted: Tokens.Grant(granted); break;
            case TokensRotated rotated: Tokens.Rotate(rotated); break;
            case TokenFamilyKilled(var family): Tokens.Kill(family); break;
            default: throw new InvalidOperationException($"The sandbox does not know how to apply {entry.GetType().Name}.");
        }
    }

    private SandboxPost Seen(SandboxPost post)
    {
        lastId = Math.Max(lastId, post.Id);
        return post;
    }
}
