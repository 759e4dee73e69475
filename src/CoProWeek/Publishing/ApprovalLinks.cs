using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Asks a person by mail to approve a post, and approves it in their name when they press the button behind the link. The link is
/// for what they were asked about: a post that has been changed since cannot be approved by it.
/// </summary>
internal sealed class ApprovalLinks(
    NpgsqlDataSource database, Approvals approvals, PeopleStore people, NetworkList networks, KindLatest kinds, PublicLinks links, IOptions<MailOptions> mail, CampaignClock clock)
{
    private static readonly TimeSpan Lives = TimeSpan.FromDays(7);

    /// <summary>A second press of the same button asks nobody a second time.</summary>
    private static readonly TimeSpan NotAgainWithin = TimeSpan.FromMinutes(10);

    /// <summary>Mails the person what the post says, when it goes out, and a link.</summary>
    /// <param name="postId">The post.</param>
    /// <param name="person">Whom to ask.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">They could not approve it, or no mail would go out; the message holds every reason.</exception>
    public async Task AskAsync(long postId, Person person, string actor, CancellationToken stop)
    {
        if (!mail.Value.IsConfigured())
            throw new RefusedException("No mail is configured on this server (Mail:Host in appsettings.json), so nobody can be asked by mail. A manager can approve it on its page.");
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var (campaign, post) = await PostApproval.LockAsync(connection, transaction, postId, kinds, stop);
        if (Objections(campaign, post, person, now) is { } objections)
            throw new RefusedException(objections);
        if (await ApprovalLinkRows.AskedSinceAsync(connection, transaction, postId, person.Id, ContentHash.Of(post.Content, campaign), now - NotAgainWithin, stop))
            throw new RefusedException($"{person.Name} was asked a moment ago; the mail is on its way.");
        var token = Token.New();
        var link = new ApprovalLinkRow
        {
            TokenHash = Token.Hash(token),
            PostId = postId,
            PersonId = person.Id,
            ContentHash = ContentHash.Of(post.Content, campaign),
            MadeBy = actor,
            MadeAt = now,
            ExpiresAt = post.LatestAt < now + Lives ? post.LatestAt.Value : now + Lives,
        };
        await ApprovalLinkRows.AddAsync(connection, transaction, link, stop);
        await Outbox.AddAsync(connection, transaction, ApprovalLetter.Write(campaign, post, person, link, links.To($"/approve/{token}")), TimeProvider.System.GetUtcNow(), stop);
        await History.WriteAsync(connection, transaction, now, actor, "asked", $"{person.Name} was asked by mail to approve it", postId, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>What the link is for, and whether it still opens anything; null when there is no such link.</summary>
    public async Task<ApprovalLink?> FindAsync(string token, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await ApprovalLinkRows.FindAsync(connection, null, Token.Hash(token), stop) is not { } row)
            return null;
        var post = (await PostStore.ReadAsync(connection, null, [row.PostId], stop))[0];
        var campaign = (await CampaignStore.ReadAsync(connection, null, null, post.CampaignId, kinds, stop))[0];
        return await JudgeAsync(row, campaign, post, stop);
    }

    /// <summary>Approves the post in the name of the person that the link was sent to, and uses the link up, both or neither.</summary>
    /// <exception cref="RefusedException">The link opens nothing, or not any more; the message says why.</exception>
    public async Task ApproveAsync(string token, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var row = await ApprovalLinkRows.FindAsync(connection, transaction, Token.Hash(token), stop)
            ?? throw new RefusedException("There is no such link.");
        var (campaign, post) = await PostApproval.LockAsync(connection, transaction, row.PostId, kinds, stop);
        // Asked again under the lock: two presses of one button approve once.
        row = (await ApprovalLinkRows.FindAsync(connection, transaction, row.TokenHash, stop))!;
        var link = await JudgeAsync(row, campaign, post, stop);
        if (link.Refusal is { } why)
            throw new RefusedException(why);
        await approvals.ApproveAsync(connection, transaction, campaign, post, link.Person.Name, stop);
        await ApprovalLinkRows.UseAsync(connection, transaction, row.TokenHash, clock.GetUtcNow(), stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<ApprovalLink> JudgeAsync(ApprovalLinkRow row, Campaign campaign, Post post, CancellationToken stop)
    {
        var person = (await people.FindAsync(row.PersonId, stop))!;
        var refusal = RefusalOf(row, campaign, post, person, clock.GetUtcNow())
            ?? (await MayStillAsync(row, person, stop) ? null : $"{person.Name} is no manager any more, nor is {row.MadeBy}, who asked: a manager can approve it on its page.");
        return new ApprovalLink(row, campaign, post, person) { Refusal = refusal };
    }

    /// <summary>Approving is a manager's: the one asked, or the one who asked in his place. Roles may have changed since.</summary>
    private async Task<bool> MayStillAsync(ApprovalLinkRow row, Person person, CancellationToken stop) =>
        person.Role is Roles.Manager || await people.FindAsync(row.MadeBy, stop) is { Role: Roles.Manager, LeftAt: null };

    private string? RefusalOf(ApprovalLinkRow row, Campaign campaign, Post post, Person person, DateTimeOffset now)
    {
        var wall = new WallClock(campaign.TimeZone);
        if (row.UsedAt is { } used)
            return $"This link was used on {wall.Whole(used)}, and works once.";
        if (ContentHash.Of(post.Content, campaign) != row.ContentHash)
            return $"The post was changed after you were asked, so this link is void. {row.MadeBy} can ask you again about what it says now.";
        if (post is { ApprovedBy: { } by, ApprovedAt: { } at })
            return $"{by} approved it on {wall.Whole(at)}. There is nothing left to do.";
        if (row.ExpiresAt <= now)
            return $"This link ran out on {wall.Whole(row.ExpiresAt)}. {row.MadeBy} can ask you again, if there is still time.";
        return Objections(campaign, post, person, now);
    }

    private string? Objections(Campaign campaign, Post post, Person person, DateTimeOffset now)
    {
        string[] all =
        [
            .. post.IsApproved ? new[] { $"{post.ApprovedBy} has approved it already." } : [],
            .. person.LeftAt is null ? [] : new[] { $"{person.Name} has left, and approves nothing any more." },
            .. ApprovalRules.ProblemsOf(campaign, post, networks, person.Name, now),
        ];
        return all.Length == 0 ? null : string.Join(" ", all);
    }
}

/// <summary>A link, what it is for, and why it opens nothing; null when it does.</summary>
internal sealed record ApprovalLink(ApprovalLinkRow Row, Campaign Campaign, Post Post, Person Person)
{
    public string? Refusal { get; init; }

    /// <summary>It has done its work, and the post stands as it approved it.</summary>
    public bool HasApproved => Row.UsedAt is not null && Post.ApprovedHash == Row.ContentHash;
}
