using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Marks;
using CoProWeek.Networks;
using CoProWeek.Reporting;

namespace CoProWeek.Web;

/// <summary>Makes a draft of what somebody said: a spare in the plan with their words, credit to them and the link to their post. It approves nothing.</summary>
internal sealed partial class Featuring(Composer composer, PostSaver saver, MarkStore marks, NetworkList networks)
{
    private const string Kind = "share";
    private const int Step = 10;

    /// <returns>The draft's number.</returns>
    /// <exception cref="RefusedException">None was made, or of a post that is gone by now.</exception>
    public async Task<long> DraftAsync(string slug, MentionRow mention, string actor, CancellationToken stop)
    {
        var desk = await composer.OpenAsync(slug, null, stop) ?? throw new RefusedException($"There is no campaign \"{slug}\" any more, so there is no plan for a draft.");
        var link = mention.LinkOn(networks).AbsoluteUri;
        var start = ComposeStart.For(desk.Campaign, null, null, Kind);
        var form = start with { Time = "", Link = link, Text = Fit(mention, link, networks.Find(mention.Network)), Credit = Credit(mention) };
        var draft = await composer.ReadAsync(desk, form, stop);
        if (draft.Mistakes.Count > 0)
            throw new RefusedException($"No draft could be made of it: {string.Join(' ', draft.Mistakes.Select(mistake => mistake.Words))}");
        var post = await saver.SaveAsync(desk, draft.Content, actor, mayVoid: false, stop);
        return await marks.FeatureAsync(mention.Id, post.Id, actor, stop)
            ? post.Id
            : throw new RefusedException($"It was removed meanwhile, and a draft {post.Content.Ref} was made of it: take its words out there.");
    }

    /// <summary>"Morag (@kelp_kitchen)".</summary>
    private static string Credit(MentionRow mention)
    {
        var (name, handle) = (Words.First(mention.Name, 100), Named(mention));
        return name is "" || $"@{name}" == handle ? handle is "" ? "Somebody whom X does not name" : handle : handle is "" ? name : $"{name} ({handle})";
    }

    /// <summary>As many of the words as fit one post with the link and the name.</summary>
    private static string Fit(MentionRow mention, string link, INetwork network)
    {
        var by = Named(mention) is { Length: > 0 } handle ? $" {handle}" : "";
        for (var most = network.Limits.TextLength; ; most -= Step)
        {
            // On one line and in quotes: nothing in it begins the next part of a thread or is taken for the link's place.
            var text = $"“{Words.First(mention.Text, most).Replace("{link}", "{ link }", StringComparison.OrdinalIgnoreCase)}”{by}";
            if (most <= Step * 2 || network.Measure($"{text} {link}").Fits)
                return text;
        }
    }

    /// <summary>"@kelp_kitchen"; empty for what is no name on X, as archives of others may hold.</summary>
    private static string Named(MentionRow mention) => Handles().IsMatch(mention.Handle) ? $"@{mention.Handle}" : "";

    [GeneratedRegex(@"^[A-Za-z0-9_]{1,50}\z")]
    public static partial Regex Handles();
}
