namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>All that the crowd does, in order: it follows from the options alone.</summary>
internal sealed record CrowdPlan(IReadOnlyList<Act> Acts)
{
    public static CrowdPlan Of(CrowdOptions options)
    {
        var dice = new Dice((ulong)options.Seed);
        var members = Member.Make(dice, options.From);
        var instants = Timetable.Of(options, dice);
        var script = new Script(options, members, instants, dice);
        var (usual, atQuestionTime) = (new Deck<Sort>(Sorts.Usual, dice), new Deck<Sort>(Sorts.AtQuestionTime, dice));
        foreach (var at in instants)
            script.Add(at, Timetable.IsQuestionTime(options, at) ? atQuestionTime.Deal() : usual.Deal());
        return new([.. script.Acts.OrderBy(act => act.At)]);
    }
}
