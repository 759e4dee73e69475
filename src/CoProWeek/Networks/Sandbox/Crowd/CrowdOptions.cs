namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>Which campaign a made-up crowd takes part in. The same options give the same week.</summary>
internal sealed record CrowdOptions
{
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(3);

    public int Seed { get; init; } = 1;

    /// <summary>Without its sign.</summary>
    public required string Hashtag { get; init; }

    /// <summary>Whose posts are answered, quoted and reposted.</summary>
    public required string OurHandle { get; init; }

    /// <summary>The campaign's first instant.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The midnight at which the week begins.</summary>
    public required DateTimeOffset WeekFrom { get; init; }

    /// <summary>The midnight at which it is over.</summary>
    public required DateTimeOffset WeekTo { get; init; }

    /// <summary>The first instant after the campaign.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>From here on nothing happens, so that at the end every count is final.</summary>
    public DateTimeOffset QuietFrom => Until - Quiet;

    /// <summary>What an account of ours is followed by, unless it says so itself.</summary>
    public int FollowersOf(SandboxAccount account) =>
        account.Handle.Equals(OurHandle, StringComparison.OrdinalIgnoreCase) ? 2_140 : 180 + (int)(account.Id % 700);
}
