namespace CoProWeek.Networks.X;

/// <summary>Takes the answer to a read whole, or throws with actor, cause and next step.</summary>
internal sealed class XReads(TimeProvider clock)
{
    public XReply.Answer Whole(XReply reply, NetworkAccount account, string what) => reply switch
    {
        XReply.Answer { Status: 200, IsJson: true } answer => answer,
        XReply.Answer answer => throw Refused(answer, account, what),
        XReply.NotSent lost => throw new NetworkReadException($"X: {what} could not be read: {lost.Cause}. It is tried again by itself."),
        XReply.Broken broken => throw new NetworkReadException($"X: {what} could not be read: {broken.Cause}. It is tried again by itself."),
        _ => throw new InvalidOperationException($"X: no meaning for {reply.GetType().Name}."),
    };

    public static string NoKeysWhy(NetworkAccount account) =>
        $"X: no credentials for @{account.Handle}; set X:Accounts:{account.Handle}:AccessToken and AccessTokenSecret (or OAuth2Token), or enter them under Accounts, then resume.";

    private NetworkReadException Refused(XReply.Answer answer, NetworkAccount account, string what)
    {
        var problem = XProblem.Of(answer);
        var (next, reason) = answer.Status switch
        {
            401 => ($"Renew its keys under Accounts (or X:Accounts:{account.Handle}).", HoldReason.Token),
            402 => ("Buy credits or raise the spending limit at developer.x.com.", HoldReason.Budget),
            429 when problem.Type == "usage-capped" => ("Raise the spending limit at developer.x.com.", HoldReason.Budget),
            429 => ("It is asked again by itself.", null),
            403 => ($"See what the app and the keys of @{account.Handle} may do at developer.x.com.", HoldReason.Token),
            _ when !answer.IsJson && answer.Status < 500 => ("The answer is not X's own: is X:BaseUrl right?", default(HoldReason?)),
            400 => ("X does not take the question: are X:BaseUrl and X:FieldNames right?", null),
            _ => ("It is tried again by itself.", null),
        };
        return new NetworkReadException($"X: {what} could not be read {problem.Quote(answer.Status)}. {next}", answer.Status)
        {
            Reason = reason,
            Until = reason is HoldReason.Budget ? clock.GetUtcNow() + Credit.ProbeEvery : answer.Status == 429 ? XWait.Until(answer.Limits, clock.GetUtcNow()) : null,
        };
    }
}
