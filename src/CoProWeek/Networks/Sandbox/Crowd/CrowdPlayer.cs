using System.Security.Cryptography;
using System.Text;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>
/// Carries the plan out on the network it is given, act by act as each comes due. After a restart it goes through the
/// plan from the start: what the journal holds is done. The network's gate guards it.
/// </summary>
internal sealed class CrowdPlayer(CrowdOptions options, PracticeNetwork network)
{
    private readonly IReadOnlyList<Act> acts = CrowdPlan.Of(options).Acts;
    private int next;

    public void PlayUntil(DateTimeOffset now)
    {
        for (; next < acts.Count && acts[next].At <= now; next++)
            Play(acts[next]);
    }

    private void Play(Act act)
    {
        switch (act.Kind)
        {
            case ActKind.Edit: Edit(act, act.Of!); break;
            case ActKind.Delete: Delete(act, act.Of!); break;
            default: Post(act); break;
        }
    }

    /// <summary>Without anything of ours to speak about it stands by itself; a repost of nothing is none.</summary>
    private void Post(Act act)
    {
        var about = act.Kind == ActKind.Post ? null : act.Of is { } of ? Newest(of) : NewestOfOurs(act.At);
        if (network.Posts.Holds(act.Id) || (act.Kind == ActKind.Repost && about is null))
            return;
        Introduce(act.By);
        if (act.Picture is { } seen)
            Show(act, seen);
        network.Record(new PostMade(new()
        {
            Id = act.Id,
            AccountId = act.By.Id,
            Text = act.Text.Normalize(NormalizationForm.FormC),
            ArrivedAt = act.At,
            ArrivedRealAt = act.At,
            ConversationId = act.Kind == ActKind.Reply ? about?.ConversationId ?? act.Id : act.Id,
            MediaIds = act.Picture is null ? [] : [act.PictureId],
            ReplyTo = act.Kind == ActKind.Reply ? about?.Id : null,
            QuoteOf = act.Kind == ActKind.Quote ? about?.Id : null,
            RepostOf = act.Kind == ActKind.Repost ? about?.Id : null,
            Versions = [act.Id],
        }));
    }

    private void Edit(Act act, Act post)
    {
        if (network.Posts.Holds(act.Id) || Newest(post) is not { } before)
            return;
        network.Record(new PostEdited(before with
        {
            Id = act.Id,
            Text = act.Text.Normalize(NormalizationForm.FormC),
            ArrivedAt = act.At,
            ArrivedRealAt = act.At,
            Versions = [.. before.Versions, act.Id],
        }));
    }

    private void Delete(Act act, Act post)
    {
        if (Newest(post) is { } standing)
            network.Record(new PostDeleted(standing.Id, act.At));
    }

    private void Introduce(Member member)
    {
        if (network.Accounts.Find(member.Id) is null)
            network.Record(new AccountMade(new(member.Id, member.Handle, member.Name) { Followers = member.Followers, LongPosts = member.LongPosts, CreatedAt = member.CreatedAt }));
    }

    private void Show(Act act, string seen)
    {
        if (network.Media.ContainsKey(act.PictureId))
            return;
        var bytes = Encoding.UTF8.GetBytes(seen);
        network.Record(new MediaMade(new()
        {
            Id = act.PictureId,
            AccountId = act.By.Id,
            ContentType = "image/jpeg",
            Bytes = bytes.Length * 1_024,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            ExpiresAt = act.At.AddSeconds(SandboxMedia.ExpiresAfterSeconds),
            AltText = seen,
        }));
    }

    private SandboxPost? Newest(Act of) => network.Posts.Find(of.Id) is { } first ? network.Posts.Find(first.Versions[^1]) : null;

    private SandboxPost? NewestOfOurs(DateTimeOffset at) =>
        network.Accounts.Find(options.OurHandle) is { } us
            ? network.Posts.Between(0, Snowflake.FirstAt(at), us.Id).Find(post => post is { IsNewest: true, ReplyTo: null, RepostOf: null, Nullcast: false })
            : null;
}
