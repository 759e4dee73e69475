namespace CoProWeek.Networks.Sandbox.State;

/// <summary>An account as others see it.</summary>
internal sealed record Profile(long Id, string Handle, string Name)
{
    public int Followers { get; init; }

    public bool LongPosts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
