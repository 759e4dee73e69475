namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>Writes the acts down, one after another in time; what follows from one (an edit, say) with it.</summary>
internal sealed class Script(CrowdOptions options, IReadOnlyList<Member> members, IEnumerable<DateTimeOffset> instants, Dice dice)
{
    /// <summary>A post is answered once it was read, and while it is talked about.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Stale = TimeSpan.FromHours(20);

    /// <summary>X's search leaves out the last half minute.</summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(20);

    /// <summary>A few are always there, many come once.</summary>
    private readonly Deck<Member> turns = new(members.SelectMany((member, n) => Enumerable.Repeat(member, n < 8 ? 6 : n < 23 ? 3 : 1)), dice);
    private readonly Deck<Member> wordy = new(members.Where(member => member.LongPosts), dice);
    private readonly HashSet<DateTimeOffset> taken = [.. instants];
    private readonly List<Act> acts = [];
    private readonly List<Act> talkedAbout = [];
    private readonly Wording words = new(options, dice);

    public IEnumerable<Act> Acts => acts;

    public void Add(DateTimeOffset at, Sort sort)
    {
        switch (sort)
        {
            case Sort.Plain: Post(at, words.Tagged(words.Post())); break;
            case Sort.Link: Post(at, words.Linked(words.Post())); break;
            case Sort.Picture: Keep(new(ActKind.Post, at, turns.Deal()) { Text = words.Tagged(words.Post()), Picture = words.Picture() }); break;
            case Sort.OtherCase: Post(at, words.OtherCase(words.Post())); break;
            case Sort.CoTag: Post(at, words.CoTagged(words.Post())); break;
            case Sort.Signs: Post(at, words.Tagged(words.Signs())); break;
            case Sort.Long: Keep(new(ActKind.Post, at, wordy.Deal()) { Text = words.Tagged(words.Long()) }); break;
            case Sort.ToUs: Post(at, words.ToUs()); break;
            case Sort.Answer: Keep(new(ActKind.Reply, at, turns.Deal()) { Text = words.Answer() }); break;
            case Sort.TaggedAnswer: Keep(new(ActKind.Reply, at, turns.Deal()) { Text = words.Tagged(words.Answer()) }); break;
            case Sort.Chat: About(ActKind.Reply, at, words.Chat()); break;
            case Sort.TaggedChat: About(ActKind.Reply, at, words.Tagged(words.Chat())); break;
            case Sort.QuoteOurs: Keep(new(ActKind.Quote, at, turns.Deal()) { Text = words.Tagged(words.Comment()) }); break;
            case Sort.QuoteMember: About(ActKind.Quote, at, words.Tagged(words.Comment())); break;
            case Sort.QuoteSelf: About(ActKind.Quote, at, words.Tagged(words.Return()), byItself: true); break;
            case Sort.RepostOurs: acts.Add(new(ActKind.Repost, at, turns.Deal())); break;
            case Sort.RepostMember: About(ActKind.Repost, at, ""); break;
            default: AddChanging(at, sort, words.Post()); break;
        }
    }

    /// <summary>A post that does not stay as it was. Nobody talks about one that goes.</summary>
    private void AddChanging(DateTimeOffset at, Sort sort, string text)
    {
        var tagged = words.Tagged(text);
        switch (sort)
        {
            case Sort.Reword: Edit(Post(at, Wording.Mistyped(tagged)), tagged, 3, 30); break;
            case Sort.RewordTwice: EditTwice(Post(at, Wording.Mistyped(tagged)), tagged, $"{tagged} (and thank you)"); break;
            case Sort.AddTag: Edit(Post(at, text), tagged, 3, 40); break;
            case Sort.RemoveTag: Edit(Post(at, tagged), text, 8, 50); break;
            case Sort.TakeBackAtOnce: Delete(Alone(at, tagged), TimeSpan.FromSeconds(4), Unseen); break;
            case Sort.TakeBackLater: Delete(Alone(at, tagged), TimeSpan.FromHours(22), TimeSpan.FromDays(3)); break;
            default: throw new ArgumentOutOfRangeException(nameof(sort), sort, "The crowd does not know how to do this.");
        }
    }

    private Act Post(DateTimeOffset at, string text) => Keep(Alone(at, text));

    private Act Alone(DateTimeOffset at, string text) => new(ActKind.Post, at, turns.Deal()) { Text = text };

    private Act Keep(Act act)
    {
        acts.Add(act);
        talkedAbout.Add(act);
        return act;
    }

    /// <summary>Something about a member's post. As long as there is none to talk about, it stands by itself.</summary>
    private void About(ActKind kind, DateTimeOffset at, string text, bool byItself = false)
    {
        talkedAbout.RemoveAll(post => at - post.At > Stale);
        var ready = talkedAbout.Where(post => at - post.At > Fresh).ToList();
        if (ready.Count == 0)
        {
            Post(at, text == "" ? words.Tagged(words.Post()) : text);
            return;
        }
        var about = ready[dice.Below(ready.Count)];
        var act = new Act(kind, at, byItself ? about.By : Other(about.By)) { Text = text, Of = about };
        if (kind == ActKind.Repost)
            acts.Add(act);
        else
            Keep(act);
    }

    private Member Other(Member than)
    {
        var member = turns.Deal();
        while (member == than)
            member = turns.Deal();
        return member;
    }

    private void Edit(Act post, string text, int leastMinutes, int mostMinutes) =>
        Later(ActKind.Edit, post, text, TimeSpan.FromMinutes(leastMinutes), TimeSpan.FromMinutes(mostMinutes));

    private void EditTwice(Act post, string second, string third)
    {
        Edit(post, second, 3, 10);
        Edit(post, third, 12, 40);
    }

    private void Delete(Act post, TimeSpan least, TimeSpan most)
    {
        acts.Add(post);
        Later(ActKind.Delete, post, "", least, most);
    }

    /// <summary>What would come when all is quiet is left undone.</summary>
    private void Later(ActKind kind, Act post, string text, TimeSpan least, TimeSpan most)
    {
        var at = post.At + dice.Between(least, most);
        while (!taken.Add(at))
            at = at.AddMilliseconds(1);
        if (at < options.QuietFrom)
            acts.Add(new(kind, at, post.By) { Text = text, Of = post });
    }
}
