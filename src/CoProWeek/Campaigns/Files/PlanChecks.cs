using CoProWeek.Networks;

namespace CoProWeek.Campaigns.Files;

/// <summary>What must hold in a row once its cells are understood.</summary>
internal sealed class PlanChecks(Campaign campaign, NetworkList networks, FileFindings findings)
{
    public void Find(IReadOnlyList<PlanRow> rows)
    {
        var worded = rows.Select(row => new WordedRow(row, Wording.Of(row.Content))).ToList();
        foreach (var row in worded)
        {
            FindTexts(row);
            FindLatest(row.Row);
        }
        new PlanWarnings(campaign, findings).Find(worded);
    }

    private void FindTexts(WordedRow worded)
    {
        var (row, post) = (worded.Row, worded.Row.Content);
        foreach (var (account, parts) in worded.Said)
        {
            var column = account.OwnText is null ? PlanColumns.Text : PlanColumns.OwnText(account.Handle);
            if (parts.Count == 0 || (account.OwnText ?? post.Text) == "")
                findings.Wrong(row.Row, column, "there is no text", "what the post says");
            if (post.Link == "" && (account.OwnText ?? post.Text).Contains(Wording.LinkMark, StringComparison.OrdinalIgnoreCase))
                findings.Wrong(row.Row, PlanColumns.Link, "the text has a place for a link, but there is none", "a link, or a text without {link}");
            foreach (var (n, part) in parts.Index())
                FindLength(row, column, parts.Count == 1 ? "the text" : $"part {n + 1} of {parts.Count}", account, networks.Find(account.Network).Measure(part));
        }
    }

    private void FindLength(PlanRow row, string column, string what, PostAccount account, TextMeasure measure)
    {
        if (!measure.Fits)
            findings.Wrong(row.Row, column, $"{what} is {measure.Length} characters long{(AccountName.IsByHand(account.Network) ? "" : " as X counts them")}", $"at most {measure.Limit}: {measure.Length - measure.Limit} fewer");
    }

    private void FindLatest(PlanRow row)
    {
        var post = row.Content;
        if (post.Kind == "")
            return;
        if (Planner.LatestOf(post, campaign) is null)
            findings.Wrong(row.Row, PlanColumns.Latest, $"{KindRules.A(post.Kind)} must say until when it may still go out", $"its start or the next one's time: {Latest.Expected}");
        else if (Latest.Read(post.Latest) is { WallTime: { } latest } && latest <= post.SlotTime)
            findings.Wrong(row.Row, PlanColumns.Latest, $"{latest:HH:mm} is not after its time, {post.SlotTime:HH:mm}", $"a later time, or a span such as 30m");
    }
}

/// <summary>A row, and what it says to each account.</summary>
internal sealed record WordedRow(PlanRow Row, IReadOnlyList<AccountWording> Said);
