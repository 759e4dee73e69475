using System.Runtime.CompilerServices;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Files;

/// <summary>Every post that a report counts, one at a time as the database gives them: a million are never held at once.</summary>
internal sealed class SpanPosts(NpgsqlTransaction transaction, ReachReport report, NetworkList networks)
{
    public const string Key = "posts";

    public IReadOnlyList<FileColumn> Columns { get; } =
    [
        new("Id", 22), new($"Posted ({report.Campaign.TimeZone})", 24), new("Account", 20), new("Name", 24), new("Ours", 7), new("Kind", 10), new("Language", 10), new("Text", 80),
        new("Times seen", 12), new("Likes", 10), new("Replies", 10), new("Reposts", 10), new("Quotes", 10), new("Bookmarks", 11), new("Responses", 11),
        new("As measured at", 22), new("Followers", 12), new("Link", 44),
    ];

    // Those that RollupRows adds up, by the same conditions, with the same numbers. They come in the order in which they were posted, of
    // which there is an index: nothing is sorted, so the first one comes at once.
    private const string PostsSql = """
        SELECT m.network, m.remote_id, m.posted_at, m.kind, m.lang, m.text, a.handle, a.name, lower(a.handle) = ANY (@Ours) AS is_ours,
               CASE WHEN m.posted_at >= @viewsBegan THEN n.views END AS views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks, n.at AS measured_at, f.followers
          FROM mentions m
          JOIN authors a ON a.id = m.author_id
          LEFT JOIN author_followers f ON f.author_id = a.id
          LEFT JOIN LATERAL (SELECT at, views, likes, replies, reposts, quotes, bookmarks
                               FROM observations
                              WHERE mention_id = m.id
                              ORDER BY at DESC
                              LIMIT 1) n ON true
         WHERE m.network = 'x' AND m.posted_at >= @FromAt AND m.posted_at < @ToAt AND m.hidden_at IS NULL AND m.kind <> 'repost'
           AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@Tags))
         ORDER BY m.posted_at, m.id
        """;

    public async IAsyncEnumerable<FileCell[]> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var basis = RollupBasis.Of(report.Campaign);
        var values = new { basis.Tags, basis.Ours, report.Span.FromAt, report.Span.ToAt, viewsBegan = FoundNumbers.ViewsBegan };
        var posts = transaction.Connection!.QueryUnbufferedAsync<Post>(PostsSql, values, transaction, commandTimeout: 0);
        await foreach (var post in posts.WithCancellation(stop))
            yield return Cells(post);
    }

    private FileCell[] Cells(Post post) =>
    [
        FileCell.Id($"{post.RemoteId}"), FileCell.Of(post.PostedAt), FileCell.Of(Words.Account(post.Handle)), FileCell.Of(post.Name), FileCell.Of(post.IsOurs ? "yes" : "no"),
        FileCell.Of(post.Kind), FileCell.Of(post.Lang), FileCell.Of(post.Text),
        FileCell.Of(post.Views), FileCell.Of(post.Likes), FileCell.Of(post.Replies), FileCell.Of(post.Reposts), FileCell.Of(post.Quotes), FileCell.Of(post.Bookmarks), FileCell.Of(post.Responses),
        FileCell.Of(post.MeasuredAt), FileCell.Of(post.Followers), FileCell.Of(LinkTo(post)),
    ];

    private string LinkTo(Post post)
    {
        var network = networks.Find(post.Network);
        return (post.Handle == "" ? network.LinkTo(post.RemoteId) : network.LinkTo(new NetworkAccount(0, post.Handle), post.RemoteId)).AbsoluteUri;
    }

    private sealed record Post
    {
        public required string Network { get; init; }
        public required long RemoteId { get; init; }
        public required DateTimeOffset PostedAt { get; init; }
        public required string Kind { get; init; }
        public required string Lang { get; init; }
        public required string Text { get; init; }
        public required string Handle { get; init; }
        public required string Name { get; init; }
        public required bool IsOurs { get; init; }
        public long? Views { get; init; }
        public int? Likes { get; init; }
        public int? Replies { get; init; }
        public int? Reposts { get; init; }
        public int? Quotes { get; init; }
        public int? Bookmarks { get; init; }
        public DateTimeOffset? MeasuredAt { get; init; }

        /// <summary>Its author's, as last read.</summary>
        public int? Followers { get; init; }

        /// <summary>As a report adds them up: those of the five that X told; null where it told none.</summary>
        public long? Responses => (Likes ?? Replies ?? Reposts ?? Quotes ?? Bookmarks) is null
            ? null
            : (long)(Likes ?? 0) + (Replies ?? 0) + (Reposts ?? 0) + (Quotes ?? 0) + (Bookmarks ?? 0);
    }
}
