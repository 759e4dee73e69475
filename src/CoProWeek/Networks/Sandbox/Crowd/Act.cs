namespace CoProWeek.Networks.Sandbox.Crowd;

internal enum ActKind
{
    Post,
    Reply,
    Quote,
    Repost,
    Edit,
    Delete,
}

/// <summary>One thing that a member does at one instant. No two acts share a millisecond.</summary>
internal sealed record Act(ActKind Kind, DateTimeOffset At, Member By)
{
    /// <summary>Ids of ours count from the millisecond's first: these stay clear of them, and tell nothing but their instant.</summary>
    private const long Apart = 1 << 21;

    public string Text { get; init; } = "";

    /// <summary>The member's post that it answers, quotes, changes ...; null is the newest of ours, whatever that is by then.</summary>
    public Act? Of { get; init; }

    /// <summary>What is to be seen in its picture.</summary>
    public string? Picture { get; init; }

    public long Id => Snowflake.FirstAt(At) + Apart;

    public long PictureId => Id - 1;
}
