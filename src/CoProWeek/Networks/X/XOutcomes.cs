namespace CoProWeek.Networks.X;

/// <summary>What an answer to a create or a delete means. Nothing else in the program sees a status code.</summary>
internal sealed class XOutcomes(TimeProvider clock)
{
    private static readonly TimeSpan NoConnection = TimeSpan.FromSeconds(30);

    /// <summary>Problem types that no change of the text will cure: the app or its keys may not do this.</summary>
    private static readonly string[] KeyProblems = ["oauth1-permissions", "client-forbidden", "unsupported-authentication"];

    public Outcome OfCreate(XReply reply, NetworkAccount account, OutgoingPart part) => reply switch
    {
        XReply.Answer answer => OfCreate(answer, account, part) with { HttpStatus = answer.Status, Detail = answer.Excerpt },
        XReply.NotSent lost => NotSent(lost),
        XReply.Broken broken => new Outcome.Unknown(
            $"X: the post was sent, but {broken.Cause}. It may be out or not; our timeline is read to find out.")
        { Detail = broken.Cause },
        _ => throw new InvalidOperationException($"X: no meaning for {reply.GetType().Name}."),
    };

    public Outcome OfDelete(XReply reply, NetworkAccount account, long remoteId) => reply switch
    {
        XReply.Answer answer => OfDelete(answer, account, remoteId) with { HttpStatus = answer.Status, Detail = answer.Excerpt },
        XReply.NotSent lost => NotSent(lost),
        XReply.Broken broken => new Outcome.Unknown(
            $"X: post {remoteId} was to be taken down, but {broken.Cause}. Take it down again: that does no harm.")
        { Detail = broken.Cause },
        _ => throw new InvalidOperationException($"X: no meaning for {reply.GetType().Name}."),
    };

    private Outcome OfCreate(XReply.Answer answer, NetworkAccount account, OutgoingPart part)
    {
        var problem = XProblem.Of(answer);
        return answer.Status switch
        {
            >= 200 and < 300 => Created(answer),
            401 or 402 or 429 => Refused(answer, account, problem),
            < 400 or >= 500 or 408 => NotSure(answer, problem),
            _ when !answer.IsJson => NotSure(answer, problem),
            _ when problem.IsDuplicate => new Outcome.Rejected(
                $"X: this text is there already {problem.Quote(answer.Status)}. Our timeline is read to see whether it is ours; else change a word and approve it again.")
            { IsDuplicate = true },
            403 when KeyProblems.Contains(problem.Type) => KeysRefused(answer, account, problem),
            403 when part.ReplyTo is { } parent => ReplyRefused(answer, parent, problem),
            400 when part.ReplyTo is { } parent && problem.Detail.Contains("repl", StringComparison.OrdinalIgnoreCase) => ReplyRefused(answer, parent, problem),
            _ => new Outcome.Rejected($"X: refuses this post {problem.Quote(answer.Status)}. Change it and approve it again."),
        };
    }

    private static Outcome Created(XReply.Answer answer) =>
        answer.Json.Field("data")?.Number("id") is { } id and > 0
            ? new Outcome.Sent(id)
            : new Outcome.Unknown($"X: said {answer.Status} but gave no id for the post. It may be out or not; our timeline is read to find out.");

    private Outcome OfDelete(XReply.Answer answer, NetworkAccount account, long remoteId)
    {
        var problem = XProblem.Of(answer);
        return answer.Status switch
        {
            200 when answer.Json.Field("data")?.Field("deleted") is { ValueKind: System.Text.Json.JsonValueKind.True } => new Outcome.Sent(remoteId),
            404 when answer.IsJson => new Outcome.Sent(remoteId),
            401 or 402 or 429 => Refused(answer, account, problem),
            403 when KeyProblems.Contains(problem.Type) => KeysRefused(answer, account, problem),
            >= 400 and < 500 and not 408 when answer.IsJson => new Outcome.Rejected(
                $"X: will not take down post {remoteId} {problem.Quote(answer.Status)}. Take it down in X's own app as @{account.Handle}."),
            _ => new Outcome.Unknown(
                $"X: did not say whether post {remoteId} is gone {problem.Quote(answer.Status)}. Take it down again: that does no harm."),
        };
    }

    /// <summary>Refusals that have nothing to do with what was to be said.</summary>
    private Outcome Refused(XReply.Answer answer, NetworkAccount account, XProblem problem) => answer.Status switch
    {
        401 => KeysRefused(answer, account, problem),
        402 => OutOfCredits(answer, problem),
        _ when problem.Type == "usage-capped" => OutOfCredits(answer, problem),
        _ => TooMany(answer.Limits),
    };

    private static Outcome.Blocked KeysRefused(XReply.Answer answer, NetworkAccount account, XProblem problem) => new(
        HoldReason.Token,
        $"X: does not accept the keys of @{account.Handle} for this {problem.Quote(answer.Status)}. Renew them under Accounts (or X:Accounts:{account.Handle}), with read and write permission, then resume.");

    /// <summary>What a person is told when X wants money first.</summary>
    public static string CreditsWhy(XReply.Answer answer, XProblem problem) =>
        $"X: the credits are used up {problem.Quote(answer.Status)}. Buy credits or raise the spending limit at developer.x.com, then resume.";

    private static Outcome.Blocked OutOfCredits(XReply.Answer answer, XProblem problem) => new(HoldReason.Budget, CreditsWhy(answer, problem));

    private Outcome.Deferred TooMany(XLimits limits)
    {
        var until = XWait.Until(limits, clock.GetUtcNow());
        return new(until, $"X: too many requests for now (429). It is tried again by itself at {until:HH:mm:ss} UTC.");
    }

    private Outcome.Deferred NotSent(XReply.NotSent lost) => new(
        clock.GetUtcNow() + NoConnection,
        $"X: could not be reached: {lost.Cause}. Nothing was sent; it is tried again by itself.")
    { Detail = lost.Cause };

    private static Outcome.Blocked ReplyRefused(XReply.Answer answer, long parent, XProblem problem) => new(
        HoldReason.Person,
        $"X: refuses this reply to post {parent} {problem.Quote(answer.Status)}. See whether that post still stands and takes replies; then resume; or post the rest by hand and give its link.");

    private static Outcome.Unknown NotSure(XReply.Answer answer, XProblem problem) => new(
        answer.Status < 400 || !answer.IsJson && answer.Status < 500
            ? $"X: gave an answer that is not X's own ({answer.Status}); is X:BaseUrl right, or is something in between? Our timeline is read to find out whether the post is out."
            : $"X: is in trouble {problem.Quote(answer.Status)}. The post may be out or not; our timeline is read to find out.");
}
