namespace CoProWeek.Web;

/// <summary>What a person does about a delivery that did not simply go out: words, and the buttons that do it.</summary>
internal sealed record NextStep(string Words, params Act[] Acts)
{
    /// <summary>Null while nobody need do anything.</summary>
    /// <param name="state">The delivery's.</param>
    /// <param name="holdReason">Why it is held, when it is.</param>
    /// <param name="partsOut">How much of a thread is out.</param>
    /// <param name="late">Its latest has passed.</param>
    public static NextStep? For(string state, string? holdReason, int partsOut, bool late) => (state, holdReason) switch
    {
        ("held", "undecided") => new(
            "Look at the account’s own timeline. If the post is there, give its link; if it is not, say so, and it may be tried again.", Act.Found, Act.DidNot),
        ("held", "hand") => new("Post it there yourself, then say so: with its link, if it has one."),
        ("held", "twin") when late => new("Open that link. If it is this post, mark it done. Its latest time has passed: if it is another, make this one a draft again and give it a new time.", Act.MarkDone, Act.Draft),
        ("held", "twin") => new("Open that link. If it is this post, mark it done, and it counts as sent. If it is another, send this one anyway.", Act.MarkDone, Act.SendAnyway, Act.Draft),
        ("held", _) when partsOut > 0 => new("The thread has begun. Resume it, or post the rest by hand and give the link.", Act.Resume, Act.Posted),
        ("held", _) when late => new(
            "Its latest time has passed, so it will not go out as planned. Make it a draft again and give it a new time, or leave it out.", Act.Draft, Act.Posted),
        ("held", "token") => new("Put the account’s keys right, see that they work, then resume.", Act.Resume, Act.Posted, Act.Draft),
        ("held", "budget") => new("Raise the limit or top up at X, then resume.", Act.Resume, Act.Posted, Act.Draft),
        ("held", "check") => new("Put right what is named above, then resume.", Act.Resume, Act.Posted, Act.Draft),
        ("held", _) => new("It waits until someone resumes it, or takes it out of the queue.", Act.Resume, Act.SendNow, Act.Posted, Act.Draft),
        ("failed", _) => new("Make it a draft again, change it and approve it again; or post it by hand and give its link.", Act.Draft, Act.Posted),
        ("missed", _) => new("Make it a draft again, give it a new time and approve it again; or, if it was posted by hand, give its link.", Act.Draft, Act.Posted),
        ("unknown", _) => new("Nothing to do yet: CoProWeek reads the account’s own timeline to see whether it went out.", Act.Found),
        _ => null,
    };

    /// <summary>What may be done with a delivery on its post's page, in trouble or not.</summary>
    public static IReadOnlyList<Act> ActsOn(DeliveryRow delivery, DateTimeOffset now) => delivery switch
    {
        { State: "queued", PartsOut: > 0 } => [Act.Hold],
        { State: "queued", WaitsForPage: true } => [Act.DoNotWait, Act.Hold, Act.Posted],
        { State: "queued" } => [Act.Hold, Act.SendNow, Act.Posted],
        _ => For(delivery.State, delivery.HoldReason, delivery.PartsOut, delivery.LatestAt < now)?.Acts ?? [],
    };
}
