using System.CommandLine;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post …</c>: one post and what becomes of it.</summary>
internal static class PostVerbs
{
    public static Command Create() => new("post", "Posts: see them, approve them, hold, resume, settle, cancel or take them down.")
    {
        PostListVerb.Create(), PostShowVerb.Create(), PostApproveVerb.Create(), PostSettleVerb.Create(),
        PostMoveVerbs.Hold(), PostMoveVerbs.Resume(), PostMoveVerbs.SendNow(), PostMoveVerbs.Cancel(), PostRemoveVerb.Create(),
    };

    public static Argument<string> Post() => new("ID") { Description = "The post's id in the plan, or its number." };
}
