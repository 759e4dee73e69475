using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>Accepts a post or refuses it, by X's rules.</summary>
internal sealed class Composer(PracticeNetwork network, SwitchBoard switches)
{
    public Answer Accept(SandboxCall call, NewPost wanted, DateTimeOffset at)
    {
        lock (network.Gate)
        {
            var author = network.Accounts.Find(call.Caller.Account.Id)!;
            CheckText(wanted, author);
            var media = wanted.MediaIds.Select(id => CheckMedia(id, wanted, author, at)).ToList();
            var parent = wanted.ReplyTo is { } parentId ? CheckParent(parentId, author) : null;
            if (wanted.Quotes)
                throw Problem.ClientForbidden("Quoting posts requires Enterprise access.");
            if (switches.Now.RefuseDuplicates && wanted.Text != "" && network.Posts.SaidBy(author.Id, wanted.Text) is not null)
                throw Problem.Forbidden("You are not allowed to create a Tweet with duplicate content.");
            var id = network.NextId(at);
            var post = new SandboxPost
            {
                Id = id,
                AccountId = author.Id,
                Text = wanted.Text,
                ArrivedAt = call.ArrivedAt,
                ArrivedRealAt = call.ArrivedRealAt,
                ConversationId = parent?.ConversationId ?? id,
                MediaIds = media,
                ReplyTo = parent?.Id,
                Versions = [id],
                Nullcast = wanted.Nullcast,
            };
            network.Record(new PostMade(post));
            return Created(post);
        }
    }

    private Answer Created(SandboxPost post) => Answer.Data(new JsonObject
    {
        ["edit_history_tweet_ids"] = new JsonArray(Wire.Id(post.Id)),
        ["id"] = Wire.Id(post.Id),
        ["text"] = Rendering.Of(post, network).Text,
    }, 201);

    private static void CheckText(NewPost wanted, Profile author)
    {
        if (wanted.Text == "" && wanted.MediaIds.Count == 0)
            throw Problem.Invalid("text", "", "$.text: must be at least 1 characters long, or media must be named");
        if (WeightedLength.Of(wanted.Text) > (author.LongPosts ? WeightedLength.LongLimit : WeightedLength.Limit))
            throw Problem.Invalid("text", wanted.Text, "Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.");
        if (PostText.Parse(wanted.Text).Of(Mark.Cashtag).Count() > 1)
            throw Problem.Forbidden("A post may name one cashtag at most.");
    }

    private long CheckMedia(string text, NewPost wanted, Profile author, DateTimeOffset at) =>
        Wire.TryId(text, out var id) && network.Media.TryGetValue(id, out var media) && media.AccountId == author.Id && media.ExpiresAt > at && media.IsReady
            ? id
            : throw Problem.Invalid("media.media_ids", string.Join(',', wanted.MediaIds), "Your media IDs are invalid.");

    private SandboxPost CheckParent(string text, Profile author)
    {
        if (!Wire.TryId(text, out var id) || network.Posts.Find(id) is not { } parent)
            throw Problem.Forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
        if (switches.Now.StrictReplies && !Invites(parent, author))
            throw Problem.Forbidden("Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.");
        return parent;
    }

    /// <summary>Our own post, or one whose author mentioned, answered or quoted us.</summary>
    private bool Invites(SandboxPost parent, Profile author) =>
        parent.AccountId == author.Id
        || parent.Parsed.Has(Mark.Mention, author.Handle)
        || (parent.ReplyTo is { } answered && network.Posts.Find(answered)?.AccountId == author.Id)
        || (parent.QuoteOf is { } quoted && network.Posts.Find(quoted)?.AccountId == author.Id);
}
