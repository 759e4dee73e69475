using System.Text.RegularExpressions;
using CoProWeek.Networks;

namespace CoProWeek.Campaigns.Files;

/// <summary>What a careful colleague would point out before it goes out; none of it is refused.</summary>
internal sealed partial class PlanWarnings(Campaign campaign, FileFindings findings)
{
    public void Find(IReadOnlyList<WordedRow> rows)
    {
        foreach (var row in rows)
        {
            FindInTexts(row);
            FindMissing(row.Row);
            FindUnsaidCredit(row);
        }
        FindAlike(rows);
    }

    private void FindInTexts(WordedRow worded)
    {
        var row = worded.Row;
        foreach (var (account, parts) in worded.Said.Where(said => said.Parts.Count > 0))
        {
            var column = account.OwnText is null ? PlanColumns.Text : PlanColumns.OwnText(account.Handle);
            if (campaign.Hashtags.Length > 0 && !parts.Any(part => Tags().Matches(part).Any(tag => campaign.Hashtags.Contains(tag.Value, StringComparer.OrdinalIgnoreCase))))
                findings.Warn(row.Row, column, $"it does not carry {string.Join(" or ", campaign.Hashtags)}");
            foreach (var (tag, meant) in parts.SelectMany(Misspelt).Distinct())
                findings.Warn(row.Row, column, $"{tag} is written {meant} in this campaign: with its capitals a screen reader says it word by word");
            // What X minds, or its readers, is not said of a place where a person posts.
            if (AccountName.IsByHand(account.Network))
                continue;
            foreach (var handle in parts.SelectMany(Strangers).Distinct(StringComparer.OrdinalIgnoreCase).Where(handle => !Agreed(row.Content, handle)))
                findings.Warn(row.Row, column, $"it names {handle}: X forbids automated posts that name people who did not ask for it. Where they agreed, say so in credit and permission");
            if (parts.Skip(1).Any(part => Links().IsMatch(part)))
                findings.Warn(row.Row, column, "there is a link in a reply; fewer people see it there than in the first part");
        }
    }

    private void FindMissing(PlanRow row)
    {
        var post = row.Content;
        if (post.SlotOn < campaign.RunsFrom || post.SlotOn > campaign.RunsTo)
            findings.Warn(row.Row, PlanColumns.Date, $"{post.SlotOn:d MMMM yyyy} is outside the campaign, which runs from {campaign.RunsFrom:d MMMM yyyy} to {campaign.RunsTo:d MMMM yyyy}");
        if (post.Pictures.Any(picture => picture.AltText == ""))
            findings.Warn(row.Row, PlanColumns.Alt, "a picture has no alt text; it cannot be approved so");
        if (post.Pictures.Count > 0 && post.Permission == "")
            findings.Warn(row.Row, PlanColumns.Permission, "it has a picture and no permission; it cannot be approved so");
        if (post.Kind != "" && KindRules.Of(post.Kind).NeedsCredit && post.Credit == "")
            findings.Warn(row.Row, PlanColumns.Credit, $"a {post.Kind} is somebody's own words and nobody is credited; it cannot be approved so");
    }

    private void FindUnsaidCredit(WordedRow worded)
    {
        var row = worded.Row;
        if (row.Content.Kind != "share")
            return;
        var said = string.Join('\n', worded.Said.SelectMany(account => account.Parts));
        foreach (var handle in Handles().Matches(row.Content.Credit).Select(match => match.Value))
            if (!said.Contains(handle, StringComparison.OrdinalIgnoreCase))
                findings.Warn(row.Row, PlanColumns.Text, $"it shares the words of {handle} and does not name them");
    }

    private void FindAlike(IReadOnlyList<WordedRow> rows)
    {
        var beginnings = rows.SelectMany(row => row.Said.Where(said => said.Parts.Count > 0 && !AccountName.IsByHand(said.Account.Network))
            .Select(said => (row.Row.Row, said.Account.Handle, Beginning: Likeness.Beginning(said.Parts))));
        foreach (var alike in beginnings.GroupBy(one => (one.Handle, one.Beginning)).Where(group => group.Count() > 1))
            foreach (var other in alike.Skip(1))
                findings.Warn(other.Row, PlanColumns.Text, $"it begins like row {alike.First().Row}; X refuses the same text twice, and readers pass it over");
    }

    private IEnumerable<(string Tag, string Meant)> Misspelt(string part) =>
        from tag in Tags().Matches(part).Select(match => match.Value)
        where !campaign.Hashtags.Contains(tag)
        from meant in campaign.Hashtags.Where(one => one.Equals(tag, StringComparison.OrdinalIgnoreCase))
        select (tag, meant);

    private IEnumerable<string> Strangers(string part) => Handles().Matches(part).Select(match => match.Value).Where(handle =>
        !campaign.Team.Contains(handle[1..], StringComparer.OrdinalIgnoreCase) && campaign.AccountNamed(handle[1..]) is null);

    private static bool Agreed(PostContent post, string handle) =>
        post.Credit.Contains(handle, StringComparison.OrdinalIgnoreCase) && post.Permission is not ("" or "not needed");

    [GeneratedRegex(@"(?<![\w@])@[A-Za-z0-9_]{1,50}")]
    private static partial Regex Handles();

    [GeneratedRegex(@"#[\p{L}\p{M}\p{Nd}_]+")]
    private static partial Regex Tags();

    [GeneratedRegex("https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Links();
}
