using System.Globalization;

namespace CoProWeek.Campaigns.Files;

/// <summary>A post as the cells of its row: what an export writes and what a difference is measured by, so that the two cannot disagree.</summary>
internal static class PlanRowCells
{
    public static Dictionary<string, string> Of(PostContent post)
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [PlanColumns.Id] = post.Ref,
            [PlanColumns.Day] = Write(post.SlotOn, "ddd"),
            [PlanColumns.Date] = Write(post.SlotOn, "yyyy-MM-dd"),
            [PlanColumns.Time] = post.SlotTime?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
            [PlanColumns.Kind] = post.Kind,
            [PlanColumns.Text] = post.Text,
            [PlanColumns.Link] = post.Link,
            [PlanColumns.Media] = string.Join(" | ", post.Pictures.Select(picture => picture.FileName)),
            [PlanColumns.Alt] = post.Pictures.Any(picture => picture.AltText != "") ? string.Join(" | ", post.Pictures.Select(picture => picture.AltText)).Trim() : "",
            [PlanColumns.PostTo] = string.Join(" | ", post.Accounts.Select(account => account.Handle)),
            [PlanColumns.Latest] = post.Latest,
            [PlanColumns.Credit] = post.Credit,
            [PlanColumns.Permission] = post.Permission,
            [PlanColumns.Notes] = post.Notes,
        };
        foreach (var account in post.Accounts.Where(account => account.OwnText is not null))
            cells[PlanColumns.OwnText(account.Handle)] = account.OwnText!;
        return cells;
    }

    private static string Write(DateOnly? day, string form) => day?.ToString(form, CultureInfo.InvariantCulture) ?? "";
}
