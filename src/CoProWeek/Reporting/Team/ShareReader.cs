using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Reads what members said among all: of the days of a few accounts.</summary>
internal sealed class ShareReader(NpgsqlTransaction transaction, long campaignId, ReportSpan span, CancellationToken stop)
{
    private const string MembersSql = """
        SELECT count(DISTINCT r.author_id)::int AS accounts, coalesce(sum(r.posts), 0)::int AS posts, sum(r.views)::bigint AS seen, sum(r.responses)::bigint AS responses
          FROM authors a
          JOIN rollup_authors r ON r.campaign_id = @campaignId AND r.author_id = a.id AND r.day BETWEEN @From AND @To
         WHERE a.network = 'x' AND lower(a.handle) = ANY (@members)
        """;

    /// <param name="members">Their handles, folded.</param>
    /// <param name="figures">Of the same days.</param>
    /// <param name="areNamesWiped">Nobody's handle is known any more.</param>
    public async Task<Shares> ReadAsync(IReadOnlyList<string> members, FigureSet figures, bool areNamesWiped)
    {
        var whyNot = members.Count == 0 ? "the team has not listed its members’ handles" : areNamesWiped ? "the names of those who took part were wiped" : "";
        var found = whyNot != "" ? null : await transaction.Connection!.QuerySingleAsync<MemberSums>(new CommandDefinition(
            MembersSql, new { campaignId, span.From, span.To, members = members.ToArray() }, transaction, cancellationToken: stop));
        var (posts, seen, responses) = (figures.Posts, figures.TimesSeen, figures.Responses);
        return new Shares
        {
            Listed = members.Count,
            WhyNot = whyNot,
            MembersWhoTookPart = found?.Accounts,
            Rows =
            [
                new("ours", "Ours") { Posts = Of(posts, posts.Ours!.Value), Seen = Of(seen, seen.Ours!.Value), Responses = Of(responses, responses.Ours!.Value) },
                new("members", "Our members’") { Posts = Of(posts, found?.Posts), Seen = Of(seen, Known(found, found?.Seen)), Responses = Of(responses, Known(found, found?.Responses)) },
                new("others", found is null ? "Everybody else’s, members among them" : "Everybody else’s")
                {
                    Posts = Of(posts, posts.Others!.Value - (found?.Posts ?? 0)),
                    Seen = Of(seen, seen.Others!.Value - (found?.Seen ?? 0)),
                    Responses = Of(responses, responses.Others!.Value - (found?.Responses ?? 0)),
                },
            ],
        };
    }

    private static ShareOf? Of(Figure whole, decimal? part) => ShareOf.Of(part, whole.All!.Value);

    /// <summary>Of nothing the sum is 0, and known.</summary>
    private static decimal? Known(MemberSums? found, long? sum) => found is { Posts: 0 } ? 0 : sum;

    private sealed record MemberSums
    {
        public required int Accounts { get; init; }
        public required int Posts { get; init; }
        public long? Seen { get; init; }
        public long? Responses { get; init; }
    }
}
