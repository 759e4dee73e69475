using System.Text.Json;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Reads the rollups of a campaign's days: all that a report adds up.</summary>
internal sealed class SpanReader(NpgsqlTransaction transaction, long campaignId, ReportSpan span, CancellationToken stop)
{
    private const int Accounts = 15;
    private const int TopTen = 10;
    private const int Items = 15;

    private object Values => new { campaignId, from = span.From, to = span.To, accounts = Accounts, topTen = TopTen, items = Items };

    // Each account is added up once for both: how many there are, and which have the most posts. Ties are broken by name, so that a
    // report made twice is the same.
    private const string PeopleSql = """
        WITH took_part AS MATERIALIZED (
            SELECT author_id, sum(posts)::int AS posts, sum(views)::bigint AS seen, sum(responses)::bigint AS responses
              FROM rollup_authors
             WHERE campaign_id = @campaignId AND day BETWEEN @from AND @to
             GROUP BY author_id
        ), top AS (
            SELECT t.author_id, t.posts, t.seen, t.responses, row_number() OVER (ORDER BY t.posts DESC, t.seen DESC NULLS LAST, lower(a.handle), a.id) AS place
              FROM (SELECT * FROM took_part ORDER BY posts DESC, seen DESC NULLS LAST FETCH FIRST @accounts ROWS WITH TIES) t
              JOIN authors a ON a.id = t.author_id
        )
        SELECT count(*)::int AS accounts, coalesce(sum(t.posts), 0)::int AS posts,
               (SELECT coalesce(sum(posts), 0)::int FROM (SELECT posts FROM took_part ORDER BY posts DESC LIMIT @topTen) first) AS posts_of_top_ten,
               sum(f.followers)::bigint AS followers, count(f.followers)::int AS followers_known, min(f.at) AS followers_oldest, max(f.at) AS followers_newest,
               (SELECT coalesce(json_agg(json_build_object('AuthorId', author_id, 'Posts', posts, 'Seen', seen, 'Responses', responses) ORDER BY place), '[]')::text
                  FROM top
                 WHERE place <= @accounts) AS top_rows
          FROM took_part t
          LEFT JOIN author_followers f ON f.author_id = t.author_id
        """;

    public async Task<PeopleSums> PeopleAsync() => (await transaction.Connection!.QueryAsync<PeopleSums, string, PeopleSums>(
        new CommandDefinition(PeopleSql, Values, transaction, cancellationToken: stop),
        (people, top) => people with { Top = JsonSerializer.Deserialize<AccountSum[]>(top)! },
        splitOn: "top_rows")).Single();

    // Accounts are told apart by hashing, which Postgres does not do for count(DISTINCT). A tag is shown as most people write it; of two spellings that are written equally often, the first by its letters' codes.
    private const string ItemsSql = """
        WITH summed AS (
            SELECT what, item, label, sum(posts)::int AS posts
              FROM rollup_items
             WHERE campaign_id = @campaignId AND day BETWEEN @from AND @to
             GROUP BY what, item, label
        ), joined AS (
            SELECT what, item, sum(posts)::int AS posts, (array_agg(label ORDER BY posts DESC, label COLLATE "C"))[1] AS label
              FROM summed
             GROUP BY what, item
        ), placed AS (
            SELECT what, item, label, posts, row_number() OVER (PARTITION BY what ORDER BY posts DESC, item) AS place
              FROM joined
        )
        SELECT p.what, p.item, p.label, p.posts,
               (SELECT count(*)::int
                  FROM (SELECT DISTINCT c.author_id
                          FROM rollup_item_authors c
                         WHERE c.campaign_id = @campaignId AND c.what = p.what AND c.item_hash = hashtextextended(p.item, 0) AND c.day BETWEEN @from AND @to) each) AS accounts
          FROM placed p
         WHERE p.place <= @items
         ORDER BY p.what, p.place
        """;

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ItemSum>>> ItemsAsync() =>
        (await transaction.Connection!.QueryAsync<ItemSum>(new CommandDefinition(ItemsSql, Values, transaction, cancellationToken: stop)))
            .GroupBy(item => item.What).ToDictionary(same => same.Key, same => (IReadOnlyList<ItemSum>)[.. same]);
}
