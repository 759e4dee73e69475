using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>The demo checks what it collected: every post on the practice network that carries the hashtag and stands, against the rows.</summary>
internal sealed partial class DemoCollectedCheck(NpgsqlDataSource database, IReadOnlyList<ArrivedPost> arrived)
{
    private const string HeldSql = """
        SELECT m.remote_id
          FROM mentions m
         WHERE m.hidden_at IS NULL AND m.kind <> 'repost'
           AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@tags))
        """;

    /// <returns>Whether what is held is exactly what stands there.</returns>
    public async Task<bool> PrintAsync(Campaign campaign, CancellationToken stop)
    {
        var tags = campaign.Hashtags.Select(tag => tag.TrimStart('#').ToLowerInvariant()).ToHashSet();
        await using var connection = await database.OpenConnectionAsync(stop);
        var held = (await connection.QueryAsync<long>(new CommandDefinition(HeldSql, new { tags = tags.ToArray() }, cancellationToken: stop))).ToHashSet();
        var standing = arrived.Where(post => post.Stands && Tags().Matches(post.Text).Any(tag => tags.Contains(tag.Groups["tag"].Value.ToLowerInvariant()))).Select(post => post.Id).ToHashSet();
        var (missing, strange) = (standing.Except(held).Count(), held.Except(standing).Count());
        Output.Line($"{standing.Count:N0} posts with {string.Join(" or ", campaign.Hashtags)} stand on the practice network; {held.Count:N0} collected; {missing} missing; {strange} that should not be there.");
        return missing == 0 && strange == 0;
    }

    [GeneratedRegex(@"(?<![\w&])#(?<tag>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Tags();
}
