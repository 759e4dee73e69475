namespace CoProWeek.Tests.Support;

/// <summary>Every word of people's own that stands on some page of the dashboard.</summary>
internal sealed record DeskWords
{
    /// <summary>As a week has them.</summary>
    public static readonly DeskWords Fair = new();

    public string Week { get; init; } = "Co-production Week Scotland 2027: the Big Questions";

    public string Theme { get; init; } = "Whose voice, whose choice?";

    public string Slot { get; init; } = "Blog of the day";

    /// <summary>A post's id in the plan.</summary>
    public string Reference { get; init; } = "blog";

    /// <summary>Who is signed in, approves and edits.</summary>
    public string Person { get; init; } = "Ailsa Campbell";

    public string Reviewer { get; init; } = "Bina Okafor";

    /// <summary>Of the red button, a hold and whatever else asks for a reason.</summary>
    public string Why { get; init; } = "A member’s family asked us to wait until they have been told.";

    public string Credit { get; init; } = "Morag, Tuesday kitchen, Govan";

    public string Permission { get; init; } = "Morag by e-mail, 1 November";

    public string Notes { get; init; } = "Ask Ann whether the photo may be used again next year.";

    public string Alt { get; init; } = "A yellow card that asks: who decides?";

    public string File { get; init; } = "cards/question-1.png";

    public string Link { get; init; } = "https://www.example.org/big-questions/day-one";

    /// <summary>Of somebody on X.</summary>
    public string Author { get; init; } = "Kelp Kitchen";

    public string Handle { get; init; } = "kelp_kitchen";

    /// <summary>What posts say; the first of them is short enough to be sent.</summary>
    public IReadOnlyList<string> Posts { get; init; } =
    [
        "Big Question 1: who decides what a good day looks like? Tell us in your own words. #CoProWeekScot",
        "Today’s blog: thirty people cooked one meal, and then wrote the rota together. #CoProWeekScot",
        "A vision from a member: “Nothing about us without us, and not only in November.” #CoProWeekScot",
        "Come along at two o’clock: an open conversation about power, tea included. #CoProWeekScot\n---\nIt is free, and it is online as well.",
        "Thank you for a week of answers, all 412 of them. We read every one. #CoProWeekScot",
    ];

    /// <summary>What people say on X.</summary>
    public IReadOnlyList<string> Said { get; init; } =
    [
        "Whoever has to live with it should decide. #CoProWeekScot",
        "We changed the menu after two meetings. Small steps count! https://example.org/menu #CoProWeekScot",
        "@ScotCoPro lovely question, we will talk about it on Tuesday #CoProWeekScot",
    ];
}
