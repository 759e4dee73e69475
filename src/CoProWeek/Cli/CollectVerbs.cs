using System.CommandLine;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect …</c>: what people say, brought in.</summary>
internal static class CollectVerbs
{
    public static Command Create() => new("collect", "What people say with the hashtag: look for it now, see how far it was collected, read its numbers anew, bring archives of earlier years in, remove what somebody asks to have removed.")
    {
        CollectRunVerb.Create(), CollectStatusVerb.Create(), CollectRefreshVerb.Create(), CollectImportVerb.Create(), CollectRemoveVerb.Create(),
    };
}
