namespace CoProWeek.Web;

/// <summary>One thing that a manager may do to a post: the word that the form sends, and what its button says.</summary>
internal sealed record Act(string What, string Label, bool NeedsLink = false)
{
    public static Act Hold { get; } = new("hold", "Hold it");

    public static Act Resume { get; } = new("resume", "Resume");

    public static Act SendNow { get; } = new("send-now", "Send now");

    /// <summary>Cancels what waits; the approval is taken back.</summary>
    public static Act Draft { get; } = new("draft", "Make it a draft again");

    public static Act DidNot { get; } = new("did-not", "It did not go out");

    /// <summary>It was in doubt, and a person found it.</summary>
    public static Act Found { get; } = new("went-out", "It went out", NeedsLink: true);

    /// <summary>What looks like it on the timeline is it.</summary>
    public static Act MarkDone { get; } = new("mark-done", "Mark it done");

    /// <summary>What looks like it on the timeline is another.</summary>
    public static Act SendAnyway { get; } = new("send-anyway", "Send it anyway");

    public static Act DoNotWait { get; } = new("do-not-wait", "Do not wait for its page");

    public static Act Posted { get; } = new("went-out", "I posted this myself", NeedsLink: true);
}

/// <summary>A button somewhere: what it does, to which post, on which account, and where to go back to.</summary>
internal sealed record ActButton(Act Act, long PostId, string? Handle = null, string? Back = null, string About = "");

/// <summary>What a button's form sends.</summary>
internal sealed record ActForm
{
    public string What { get; init; } = "";

    public string? Account { get; init; }

    public string? Link { get; init; }

    /// <summary>Which edit of the post the person had read: <see cref="PostActions.Mark"/>.</summary>
    public string? Seen { get; init; }

    public string? Back { get; init; }
}
