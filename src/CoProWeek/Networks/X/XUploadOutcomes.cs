namespace CoProWeek.Networks.X;

/// <summary>What an answer that ended an upload early means: begin again later, or call a person.</summary>
internal sealed class XUploadOutcomes(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public UploadOutcome Of(XReply reply, NetworkAccount account) => reply switch
    {
        XReply.Answer answer => Of(answer, XProblem.Of(answer), account),
        XReply.NotSent lost => Later($"could not be reached: {lost.Cause}"),
        XReply.Broken broken => Later($"did not take the picture: {broken.Cause}"),
        _ => throw new InvalidOperationException($"X: no meaning for {reply.GetType().Name}."),
    };

    private UploadOutcome Of(XReply.Answer answer, XProblem problem, NetworkAccount account) => answer.Status switch
    {
        401 or 403 => new UploadOutcome.Blocked(HoldReason.Token,
            $"X: does not accept the keys of @{account.Handle} for pictures {problem.Quote(answer.Status)}. Renew them under Accounts (or X:Accounts:{account.Handle}), with write permission (OAuth 2.0: media.write), then resume."),
        402 => OutOfCredits(answer, problem),
        429 when problem.Type == "usage-capped" => OutOfCredits(answer, problem),
        429 => TooMany(answer.Limits),
        400 or 413 or 415 or 422 when answer.IsJson => new UploadOutcome.Blocked(HoldReason.Check,
            $"X: refuses this picture {problem.Quote(answer.Status)}. Replace it or its alt text, and approve the post again."),
        >= 200 and < 300 when Failure(answer) is { } failure => new UploadOutcome.Blocked(HoldReason.Check,
            $"X: could not read this picture{failure}. Replace it, and approve the post again."),
        >= 200 and < 300 => Later("has not taken the picture in yet"),
        _ => Later($"did not take the picture {problem.Quote(answer.Status)}"),
    };

    private static string? Failure(XReply.Answer answer)
    {
        var processing = answer.Json.Field("data")?.Field("processing_info") ?? default;
        if (processing.Text("state") != "failed")
            return null;
        var error = processing.Field("error") ?? default;
        return (error.Text("message") ?? error.Text("name")) is { } words ? $" (\"{XReply.Cut(words)}\")" : "";
    }

    private static UploadOutcome.Blocked OutOfCredits(XReply.Answer answer, XProblem problem) => new(HoldReason.Budget, XOutcomes.CreditsWhy(answer, problem));

    private UploadOutcome.Deferred TooMany(XLimits limits)
    {
        var until = XWait.Until(limits, clock.GetUtcNow());
        return new(until, $"X: too many pictures for now (429). It is tried again by itself at {until:HH:mm:ss} UTC.");
    }

    private UploadOutcome.Deferred Later(string cause) =>
        new(clock.GetUtcNow() + Pause, $"X: {cause}. The picture is sent again by itself.");
}
