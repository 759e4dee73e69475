using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>Somebody else changed the post while it was being written on: who, when, and where the two differ.</summary>
internal sealed record Conflict(LastChange By, string Version, IReadOnlyList<FieldChange> Differences)
{
    public static Conflict Of(Post post, LastChange? change, PostContent mine) => new(
        change ?? new LastChange { At = post.EditedAt, Actor = post.EditedBy },
        PostVersion.Of(post.Content),
        Differ.Compare(PlanRowCells.Of(post.Content), PlanRowCells.Of(mine)));
}
