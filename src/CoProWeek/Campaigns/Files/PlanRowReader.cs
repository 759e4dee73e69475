using System.Globalization;

namespace CoProWeek.Campaigns.Files;

/// <summary>Understands one row's cells; what cannot be understood is a finding and stays empty, so that the rest is still looked at.</summary>
internal sealed class PlanRowReader(Campaign campaign, FileFindings findings)
{
    public PlanRow Read(PlanCells cells)
    {
        var kind = Kind(cells);
        var on = Date(cells);
        var content = new PostContent
        {
            Ref = Ref(cells),
            Kind = kind,
            SlotOn = on,
            SlotTime = Time(cells, kind, on),
            Latest = LatestOf(cells),
            Text = cells[PlanColumns.Text],
            Link = LinkOf(cells),
            Credit = cells[PlanColumns.Credit],
            Permission = cells[PlanColumns.Permission],
            Notes = cells[PlanColumns.Notes],
            Accounts = PlanRowAccounts.Read(cells, campaign, findings),
            Pictures = Pictures(cells),
        };
        return new PlanRow(cells.Row, content);
    }

    private string Ref(PlanCells cells)
    {
        var id = cells[PlanColumns.Id];
        if (id is "" or { Length: > 80 } || id.Contains('\n'))
            findings.Wrong(cells.Row, PlanColumns.Id, id == "" ? "there is no id" : "the id is too long", "a short name of its own for each row, such as mon-blog; it never changes");
        return id;
    }

    private string Kind(PlanCells cells)
    {
        if (KindRules.Find(cells[PlanColumns.Kind]) is { } rule)
            return rule.Kind;
        findings.Wrong(cells.Row, PlanColumns.Kind, cells[PlanColumns.Kind] == "" ? "there is no kind" : $"\"{cells[PlanColumns.Kind]}\" is not a kind", $"one of {KindRules.Words}");
        return "";
    }

    private DateOnly? Date(PlanCells cells)
    {
        var (date, day) = (cells[PlanColumns.Date], cells[PlanColumns.Day]);
        if (date == "" && day != "")
            findings.Wrong(cells.Row, PlanColumns.Date, $"the day says {day}, but there is no date", "both, or neither for a spare");
        if (date == "")
            return null;
        var on = DateCell.Read(date);
        if (on is null)
            findings.Wrong(cells.Row, PlanColumns.Date, $"\"{date}\" is not a day", DateCell.Expected);
        else if (day != "" && !IsDay(day, on.Value))
            findings.Wrong(cells.Row, PlanColumns.Day, $"the day says {day}, but {on:d MMMM yyyy} is a {on:dddd}", "a day and a date that agree");
        return on;
    }

    private static bool IsDay(string day, DateOnly on) =>
        day.TrimEnd('.') is { Length: >= 2 } name && on.ToString("dddd", CultureInfo.InvariantCulture).StartsWith(name, StringComparison.OrdinalIgnoreCase);

    private TimeOnly? Time(PlanCells cells, string kind, DateOnly? on)
    {
        var text = cells[PlanColumns.Time];
        if (text == "")
            return on is null || kind == "" ? null : SlotTime(cells, kind);
        var time = TimeCell.Read(text);
        if (time is null)
            findings.Wrong(cells.Row, PlanColumns.Time, $"\"{text}\" is not a time", TimeCell.Expected);
        return time;
    }

    private TimeOnly? SlotTime(PlanCells cells, string kind)
    {
        var slot = campaign.SlotFor(kind, time: null);
        if (slot is null)
            findings.Wrong(cells.Row, PlanColumns.Time, $"there is no time, and the campaign has {(campaign.Slots.Any(one => one.Kind == kind) ? "several daily slots" : "no daily slot")} for {KindRules.A(kind)}", TimeCell.Expected);
        return slot?.WallTime;
    }

    private string LatestOf(PlanCells cells)
    {
        var text = cells[PlanColumns.Latest];
        var latest = Latest.Read(text);
        if (text != "" && latest is null)
            findings.Wrong(cells.Row, PlanColumns.Latest, $"\"{text}\" is neither a time nor a span", Latest.Expected);
        return latest?.ToString() ?? "";
    }

    private string LinkOf(PlanCells cells)
    {
        var link = cells[PlanColumns.Link];
        if (link != "" && !(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !link.Any(char.IsWhiteSpace)))
            findings.Wrong(cells.Row, PlanColumns.Link, $"\"{link}\" is not a link", "one whole address such as https://example.org/page");
        return link;
    }

    private List<PostPicture> Pictures(PlanCells cells)
    {
        var files = cells[PlanColumns.Media].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var alts = cells[PlanColumns.Alt] == "" ? [] : cells[PlanColumns.Alt].Split('|', StringSplitOptions.TrimEntries);
        if (alts.Length > files.Length)
            findings.Wrong(cells.Row, PlanColumns.Alt, $"there are {alts.Length} alt texts for {files.Length} pictures", "one for each picture, parted by |");
        return [.. files.Index().Select(file => new PostPicture { FileName = file.Item.Replace('\\', '/'), AltText = alts.ElementAtOrDefault(file.Index) ?? "" })];
    }
}
