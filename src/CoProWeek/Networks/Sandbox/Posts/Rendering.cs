using System.Text;
using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>
/// A text as X gives it back: &amp;, &lt; and &gt; escaped, every link a t.co one, one more of those for the pictures, and
/// the entities that say what each stands for. Entity offsets count code points of the escaped text.
/// </summary>
internal sealed class Rendering
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<string, JsonArray> entities = [];
    private readonly long postId;
    private int length;
    private int links;

    private Rendering(long postId) => this.postId = postId;

    public string Text => text.ToString();

    /// <summary>Null when nothing is marked: X leaves out what is empty.</summary>
    public JsonObject? Entities =>
        entities.Count == 0 ? null : new(entities.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.DeepClone())));

    /// <summary>The text that fits a short post; a longer one ends in a link to itself.</summary>
    public static Rendering Of(SandboxPost post, PracticeNetwork network)
    {
        var made = new Rendering(post.Id);
        var author = network.Accounts.Find(post.AccountId)!.Handle;
        if (LongPost.Is(post))
        {
            made.Write(PostText.Parse(LongPost.Beginning(post.Text)), network);
            made.WriteText("… ");
            made.WriteLink($"https://x.com/i/web/status/{post.Id}", []);
        }
        else
            made.Write(post.Parsed, network);
        if (post.MediaIds.Count > 0)
        {
            made.WriteText(made.length > 0 ? " " : "");
            made.WriteLink($"https://x.com/{author}/status/{post.Id}/photo/1", post.MediaIds);
        }
        return made;
    }

    /// <summary>The whole of a long post.</summary>
    public static Rendering OfNote(SandboxPost post, PracticeNetwork network)
    {
        var made = new Rendering(post.Id);
        made.Write(post.Parsed, network);
        return made;
    }

    private void Write(PostText parsed, PracticeNetwork network)
    {
        var at = 0;
        foreach (var mark in parsed.Marks)
        {
            WriteText(parsed.Text[at..mark.From]);
            at = mark.To;
            if (mark.Kind == Mark.Link)
                WriteLink(mark.Value.Contains("://", StringComparison.Ordinal) ? mark.Value : $"http://{mark.Value}", []);
            else
                WriteMark(mark, parsed.Text[mark.From..mark.To], network);
        }
        WriteText(parsed.Text[at..]);
    }

    private void WriteMark(Marked mark, string shown, PracticeNetwork network)
    {
        var start = length;
        WriteText(shown);
        var entity = new JsonObject { ["start"] = start, ["end"] = length };
        if (mark.Kind == Mark.Mention)
        {
            entity["username"] = mark.Value;
            if (network.Accounts.Find(mark.Value) is { } account)
                entity["id"] = Wire.Id(account.Id);
        }
        else
            entity["tag"] = mark.Value;
        Entity(mark.Kind switch { Mark.Mention => "mentions", Mark.Hashtag => "hashtags", _ => "cashtags" }, entity);
    }

    /// <summary>One link in the text; with pictures, one entity for each of them.</summary>
    private void WriteLink(string target, IReadOnlyList<long> pictures)
    {
        var code = ShortLink.Code(postId, links++);
        var start = length;
        WriteText($"https://t.co/{code}");
        foreach (var picture in pictures.Count == 0 ? [0] : pictures)
        {
            var entity = new JsonObject
            {
                ["start"] = start,
                ["end"] = length,
                ["url"] = $"https://t.co/{code}",
                ["expanded_url"] = target,
                ["display_url"] = picture == 0 ? ShortLink.Shown(target) : $"pic.x.com/{code}",
            };
            if (picture != 0)
                entity["media_key"] = SandboxMedia.KeyOf(picture);
            Entity("urls", entity);
        }
    }

    private void Entity(string kind, JsonObject entity)
    {
        if (!entities.TryGetValue(kind, out var list))
            entities[kind] = list = [];
        list.Add(entity);
    }

    private void WriteText(string plain)
    {
        var escaped = plain.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        text.Append(escaped);
        length += escaped.EnumerateRunes().Count();
    }
}
