using System.CommandLine;
using System.CommandLine.Parsing;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Cli;

/// <summary>Options that every verb takes.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The data directory: the private database, and nothing else, lives there. Default: /var/lib/coproweek as root, else ~/.local/share/coproweek.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text.", Recursive = true };

    public static Option<string> As { get; } = new("--as")
    {
        Description = "Who is doing this, for the history. Default: the system user.",
        HelpName = "NAME",
        DefaultValueFactory = _ => Environment.UserName,
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } = [Data, Json, As];

    public static Option<string?> Campaign() => new("--campaign")
    {
        Description = "Which campaign, by its slug; not needed while there is only one.",
        HelpName = "SLUG",
    };

    /// <summary>A day as people write it, day first: what .NET makes of "05/11/2027" by itself is the 11th of May.</summary>
    public static Option<DateOnly?> Day(string name, string about) => new(name) { Description = about, HelpName = "DATE", CustomParser = said => ReadDay(name, said) };

    private static DateOnly? ReadDay(string name, ArgumentResult said)
    {
        var day = DateCell.Read(said.Tokens[0].Value);
        if (day is null)
            said.AddError($"{name} is \"{said.Tokens[0].Value}\"; it takes {DateCell.Expected}.");
        return day;
    }
}
