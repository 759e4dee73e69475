using System.Globalization;
using CoProWeek.Campaigns;

namespace CoProWeek.Web;

/// <summary>A difference in words.</summary>
internal static class PlanWords
{
    public static string Done(ImportDiff diff)
    {
        var (added, changed) = (diff.Rows.Count(row => row.State is RowState.New), diff.Rows.Count(row => row.State is RowState.Changed));
        var settings = diff.Before is not null && diff.CampaignChanges.Count > 0 ? " The settings are changed." : "";
        return $"Done: {added} new, {changed} changed. {diff.Drafts} {(diff.Drafts == 1 ? "draft waits" : "drafts wait")} for approval.{settings}";
    }

    public static string When(PostContent post) => post.SlotOn is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{day:ddd d MMM yyyy} {post.SlotTime:HH\\:mm}")
        : "a spare";

    public static string Word(RowState state) => state switch
    {
        RowState.New => "New",
        RowState.Changed => "Changed",
        RowState.Locked => "Stays as it is",
        RowState.Same => "The same",
        _ => "Not in the file",
    };
}
