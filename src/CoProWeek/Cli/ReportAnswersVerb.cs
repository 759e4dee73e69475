using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Reporting;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report answers</c></summary>
internal static class ReportAnswersVerb
{
    private const int Opening = 100;

    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var asHeld = new Option<bool>("--no-refresh") { Description = "Use what is held. Otherwise every held post is looked up first, so that nothing stands here that its author has removed." };
        var verb = new Command("answers", "Lists each question that went out with what people answered, also without the hashtag. Those are in no figure of the reach report.") { campaign, asHeld };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            if (!said.GetValue(asHeld) && await CollectRefreshVerb.RefreshAsync(session, plan, stop) is null)
                Output.Say("The answers are listed as they were last read.");
            var questions = await session.Get<Answers>().OfAsync(plan, stop);
            if (session.Json)
                Output.Json(questions.Select(question => Json(question, session.Get<NetworkList>())));
            else
                Print(plan, questions);
        });
        return verb;
    }

    private static object Json(Question question, NetworkList networks) => new
    {
        question.Ref,
        question.Kind,
        id = $"{question.RemoteId}",
        question.Text,
        question.Url,
        question.SentAt,
        lookedForUntil = question.UntilAt,
        answers = question.Answers.Select(answer => new
        {
            id = $"{answer.RemoteId}",
            handle = answer.Handle == "" ? null : answer.Handle,
            link = networks.Find("x").LinkTo(answer.RemoteId),
            answer.Kind,
            answer.PostedAt,
            answer.Text,
            answer.HasHashtag,
            seen = answer.Views,
            answer.Likes,
        }),
    };

    /// <summary>Anybody wrote it: what a terminal would obey is not printed.</summary>
    private static string Said(string text, int most) => Words.First(new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]), most);

    private static void Print(Campaign plan, IReadOnlyList<Question> questions)
    {
        var clock = new WallClock(plan.TimeZone);
        foreach (var question in questions)
        {
            var n = question.Answers.Count;
            Output.Line($"{clock.DayAndTime(question.SentAt)}, {question.Ref}: {Said(question.Text, Opening)}");
            Output.Line($"  {question.Url}: {(n == 0 ? "no answer" : n == 1 ? "1 answer" : $"{n:N0} answers")}{(question.UntilAt is { } until ? $", looked for until {clock.DayAndTime(until)}" : ", not looked for yet")}");
            foreach (var answer in question.Answers)
                Output.Line($"  {clock.DayAndTime(answer.PostedAt)}  {Words.Account(answer.Handle)}{(answer.HasHashtag ? "" : " (without the hashtag)")}: {Said(answer.Text, int.MaxValue)}");
            Output.Line("");
        }
        if (questions.Count == 0)
            Output.Say($"No question and no chat of {plan.Slug} has gone out on X yet.");
    }
}
