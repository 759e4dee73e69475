using CoProWeek.Collecting;
using CoProWeek.Networks.Sandbox;
using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    /// <summary>Wednesday 1 December 2027, 00:05 GMT: when the numbers of a week are read for its report.</summary>
    public static readonly DateTimeOffset Counting = new(2027, 12, 1, 0, 5, 0, TimeSpan.Zero);

    private const string InsertWatch = """
        INSERT INTO watches (campaign_id, network, account_id, kind, subject, from_at, until_at, next_at, created_at)
             SELECT c.id, 'x', ca.account_id, @kind, @subject, coalesce(@from, c.runs_from::timestamp AT TIME ZONE c.time_zone),
                    coalesce(@until, (c.runs_to + 31)::timestamp AT TIME ZONE c.time_zone), @at, @at
               FROM campaigns c
               JOIN campaign_accounts ca ON ca.campaign_id = c.id AND ca.position = 0
              WHERE c.id = @campaign
          RETURNING id
        """;

    /// <summary>A hashtag looked for as long as its campaign runs, and a month longer.</summary>
    public static Task<long> Watch(
        NpgsqlDataSource db, long campaign, string subject = "CoProWeekScot", string kind = "hashtag", DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        One(db, InsertWatch, new { campaign, subject, kind, from, until, at = MondayMorning });

    private const string InsertRun = """
        INSERT INTO collect_runs (watch_id, started_at, from_at, to_at, ended_at, outcome)
             VALUES (@watch, @to, @from, @to, @to, @outcome)
          RETURNING id
        """;

    /// <summary>A look that ended, whole unless it was abandoned.</summary>
    public static Task<long> Run(NpgsqlDataSource db, long watch, DateTimeOffset from, DateTimeOffset to, string outcome = "whole") =>
        One(db, InsertRun, new { watch, from, to, outcome });

    private const string InsertCount = """
        INSERT INTO watch_counts (watch_id, hour_at, counted, asked_at)
             VALUES (@watch, @hour, @counted, @at)
          RETURNING watch_id
        """;

    /// <summary>How many posts X counts in an hour.</summary>
    public static Task Count(NpgsqlDataSource db, long watch, DateTimeOffset hour, int counted) =>
        One(db, InsertCount, new { watch, hour, counted, at = Counting });

    private const string InsertAuthor = """
        INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
             VALUES ('x', @remoteId, @handle, @name, @at, @at)
          RETURNING id
        """;

    /// <summary>Somebody, with their followers when the week begins unless they are not known.</summary>
    public static async Task<long> Author(NpgsqlDataSource db, string handle, int? followers = null, string? name = null)
    {
        var id = await One(db, InsertAuthor, new { remoteId = Interlocked.Increment(ref remoteIds), handle, name = name ?? handle, at = MondayMorning });
        if (followers is not null)
            await Followers(db, id, followers, MondayMorning);
        return id;
    }

    private const string InsertFollowers = """
        INSERT INTO author_observations (author_id, at, followers, following)
             VALUES (@author, @at, @followers, 1)
          RETURNING author_id
        """;

    /// <summary>An author's followers at one instant; null where X did not say.</summary>
    public static Task Followers(NpgsqlDataSource db, long author, int? followers, DateTimeOffset at) =>
        One(db, InsertFollowers, new { author, followers, at });

    private const string InsertMention = """
        WITH mention AS (
            INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, repost_of_id, raw, found_at, looked_at, hidden_at, hidden_why)
                 VALUES ('x', @firstId, @newestId, @author, @kind, @at, @text, CASE WHEN @kind = 'repost' THEN 1 END, '{}', @at, @at,
                         CASE WHEN @hidden THEN @at END, CASE WHEN @hidden THEN 'deleted' END)
              RETURNING id
        ), tagged AS (
            INSERT INTO mention_tags (mention_id, tag, written)
                 SELECT m.id, t.tag, t.written
                   FROM mention m
             CROSS JOIN unnest(@folded, @tags) AS t (tag, written)
        )
        SELECT id FROM mention
        """;

    /// <summary>
    /// A public post with the hashtag, in the week unless an instant is given. An edited one has a newer version's id beside its first;
    /// what is hidden is gone from X. Of <paramref name="numbers"/> see <see cref="Observation"/>; without any, X told none.
    /// </summary>
    public static async Task<long> Mention(
        NpgsqlDataSource db, long author, DateTimeOffset? at = null, int?[]? numbers = null, string kind = "original", string[]? tags = null,
        string text = "What does power mean to you? #CoProWeekScot", bool hidden = false, DateTimeOffset? editedAt = null, long? firstId = null)
    {
        var id = firstId ?? IdAt(at ?? MondayMorning);
        string[] carried = tags ?? ["CoProWeekScot"];
        var mention = await One(db, InsertMention, new
        {
            firstId = id,
            newestId = editedAt is { } then ? IdAt(then) : id,
            author,
            kind,
            at = at ?? MondayMorning,
            text,
            hidden,
            tags = carried,
            folded = carried.Select(Fold.Tag).ToArray(),
        });
        if (numbers is not null)
            await Observation(db, mention, numbers);
        return mention;
    }

    /// <summary>X's ids tell the instant, as those of the practice network do.</summary>
    private static long IdAt(DateTimeOffset at) => Snowflake.FirstAt(at) + (Interlocked.Increment(ref remoteIds) & 0x3F_FFFF);

    private const string InsertObservation = """
        INSERT INTO observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
             VALUES (@mention, @at, @views, @likes, @replies, @reposts, @quotes, @bookmarks)
          RETURNING mention_id
        """;

    /// <summary>Its numbers at one instant, in the order views, likes, replies, reposts, quotes, bookmarks. Views alone: nobody responded.</summary>
    public static Task Observation(NpgsqlDataSource db, long mention, int?[] numbers, DateTimeOffset? at = null)
    {
        var all = numbers.Length == 1 ? [numbers[0], 0, 0, 0, 0, 0] : numbers;
        return One(db, InsertObservation, new
        {
            mention,
            at = at ?? Counting,
            views = (long?)all[0],
            likes = all[1],
            replies = all[2],
            reposts = all[3],
            quotes = all[4],
            bookmarks = all[5],
        });
    }

    private const string InsertFound = """
        INSERT INTO mention_watches (mention_id, watch_id, run_id, found_at)
             SELECT @mention, @watch, min(r.id), @at
               FROM collect_runs r
              WHERE r.watch_id = @watch
          RETURNING mention_id
        """;

    /// <summary>A watch found it.</summary>
    public static Task Found(NpgsqlDataSource db, long mention, long watch) => One(db, InsertFound, new { mention, watch, at = MondayMorning });

    private const string InsertAllFound = """
        INSERT INTO mention_watches (mention_id, watch_id, run_id, found_at)
             SELECT m.id, @watch, (SELECT min(r.id) FROM collect_runs r WHERE r.watch_id = @watch), m.found_at
               FROM mentions m
        ON CONFLICT DO NOTHING
          RETURNING mention_id
        """;

    /// <summary>A watch found every post there is.</summary>
    public static Task FoundAll(NpgsqlDataSource db, long watch) => One(db, InsertAllFound, new { watch });

    private const string InsertAllCounts = """
        INSERT INTO watch_counts (watch_id, hour_at, counted, asked_at)
             SELECT mw.watch_id, date_trunc('hour', to_timestamp(((m.remote_id >> 22) + 1288834974657) / 1000.0)), count(*), @at
               FROM mention_watches mw
               JOIN mentions m ON m.id = mw.mention_id
              WHERE mw.watch_id = @watch
              GROUP BY 1, 2
          RETURNING watch_id
        """;

    /// <summary>X counts exactly what the watch found.</summary>
    public static Task CountAll(NpgsqlDataSource db, long watch) => One(db, InsertAllCounts, new { watch, at = Counting });

    private const string InsertLink = """
        INSERT INTO mention_links (mention_id, url, host)
             VALUES (@mention, @url, @host)
          RETURNING mention_id
        """;

    public static Task Link(NpgsqlDataSource db, long mention, string url) => One(db, InsertLink, new { mention, url, host = Fold.Host(url) });

    private const string InsertCarried = """
        WITH named AS (
            INSERT INTO mention_handles (mention_id, handle) SELECT @mention, h FROM unnest(@named) AS h
        ), shown AS (
            INSERT INTO mention_media (mention_id, media_key, type) SELECT @mention, '3_' || n, type FROM unnest(@shown) WITH ORDINALITY AS m (type, n)
        )
        UPDATE mentions SET lang = @language WHERE id = @mention RETURNING id
        """;

    /// <summary>Whom a post names, what it shows ("photo", "video", "animated_gif") and its language by X's code.</summary>
    public static Task Carried(NpgsqlDataSource db, long mention, string[]? named = null, string[]? shown = null, string language = "") =>
        One(db, InsertCarried, new { mention, named = (named ?? []).Select(Fold.Handle).ToArray(), shown = shown ?? [], language });

    private const string SelectSentId = """
        SELECT remote_id
          FROM delivery_parts
         WHERE delivery_id = @delivery AND n = 1
        """;

    /// <summary>X's id of what a delivery sent.</summary>
    public static Task<long> SentId(NpgsqlDataSource db, long delivery) => One(db, SelectSentId, new { delivery });
}
