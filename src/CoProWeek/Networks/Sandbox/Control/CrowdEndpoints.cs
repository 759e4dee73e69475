using System.Text;
using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>Other people: accounts and posts made up on the spot, and edits, which X's own app makes.</summary>
internal static class CrowdEndpoints
{
    public static void Map(RouteTable routes, PracticeNetwork network, CampaignClock clock)
    {
        routes.Add("POST", "/sandbox/accounts", Who.Anyone, async call =>
            Account(ControlEndpoints.Read<NewAccount>(await call.JsonAsync(), "an account"), network, clock.GetUtcNow()));
        routes.Add("POST", "/sandbox/posts", Who.Anyone, async call =>
            Post(ControlEndpoints.Read<CrowdPost>(await call.JsonAsync(), "a post"), call, network, clock.GetUtcNow()));
        routes.Add("POST", "/sandbox/edits", Who.Anyone, async call =>
            Edit(ControlEndpoints.Read<PostEdit>(await call.JsonAsync(), "an edit"), call, network, clock.GetUtcNow()));
        routes.Add("DELETE", "/sandbox/posts/{id}", Who.Anyone, call =>
        {
            lock (network.Gate)
                network.Record(new PostDeleted(Find(call.PathValue("id"), network).Id, clock.GetUtcNow()));
            return Answer.Plain(new JsonObject { ["deleted"] = true });
        });
    }

    private static Answer Account(NewAccount wanted, PracticeNetwork network, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            var known = network.Accounts.Find(wanted.Handle);
            var account = new Profile(known?.Id ?? network.NextId(now), wanted.Handle, wanted.Name ?? wanted.Handle)
            {
                Followers = wanted.Followers,
                LongPosts = wanted.LongPosts,
                CreatedAt = known?.CreatedAt ?? now,
            };
            network.Record(new AccountMade(account));
            return Answer.Plain(new JsonObject { ["id"] = Wire.Id(account.Id), ["handle"] = account.Handle }, 201);
        }
    }

    /// <summary>An account not known yet is made. No rule of X's is checked: other people break them.</summary>
    private static Answer Post(CrowdPost wanted, SandboxCall call, PracticeNetwork network, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            if (network.Accounts.Find(wanted.Handle) is null)
                Account(new(wanted.Handle), network, now);
            var parent = wanted.ReplyTo is { } parentId ? Find(parentId, network) : null;
            var id = wanted.At is { } at && at < now ? network.FreeIdAt(at) : network.NextId(now);
            network.Record(new PostMade(new()
            {
                Id = id,
                AccountId = network.Accounts.Find(wanted.Handle)!.Id,
                Text = wanted.Text.Normalize(NormalizationForm.FormC),
                ArrivedAt = call.ArrivedAt,
                ArrivedRealAt = call.ArrivedRealAt,
                ConversationId = parent?.ConversationId ?? id,
                ReplyTo = parent?.Id,
                QuoteOf = wanted.QuoteOf is { } quoted ? Find(quoted, network).Id : null,
                RepostOf = wanted.RepostOf is { } original ? Find(original, network).Id : null,
                Versions = [id],
                Nullcast = wanted.Nullcast,
                Numbers = wanted.Numbers,
            }));
            return Answer.Plain(new JsonObject { ["id"] = Wire.Id(id) }, 201);
        }
    }

    private static Answer Edit(PostEdit wanted, SandboxCall call, PracticeNetwork network, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            var before = network.Posts.Find(Find(wanted.Id, network).Versions[^1])!;
            var id = network.NextId(now);
            network.Record(new PostEdited(before with
            {
                Id = id,
                Text = wanted.Text.Normalize(NormalizationForm.FormC),
                ArrivedAt = call.ArrivedAt,
                ArrivedRealAt = call.ArrivedRealAt,
                Versions = [.. before.Versions, id],
            }));
            return Answer.Plain(new JsonObject { ["id"] = Wire.Id(id) }, 201);
        }
    }

    private static SandboxPost Find(string id, PracticeNetwork network) =>
        Wire.TryId(id, out var number) && network.Posts.Find(number) is { } post
            ? post
            : throw Problem.NotFound($"The sandbox holds no post {id}.");

    private sealed record NewAccount(string Handle)
    {
        public string? Name { get; init; }

        public int Followers { get; init; }

        public bool LongPosts { get; init; }
    }

    private sealed record CrowdPost(string Handle)
    {
        public string Text { get; init; } = "";

        public string? ReplyTo { get; init; }

        public string? QuoteOf { get; init; }

        public string? RepostOf { get; init; }

        /// <summary>Posted earlier than now.</summary>
        public DateTimeOffset? At { get; init; }

        public bool Nullcast { get; init; }

        public PostNumbers? Numbers { get; init; }
    }

    private sealed record PostEdit(string Id, string Text);
}
