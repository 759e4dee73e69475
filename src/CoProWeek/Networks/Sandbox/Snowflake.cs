namespace CoProWeek.Networks.Sandbox;

/// <summary>X's ids: milliseconds since its own epoch, then 22 bits that tell apart what came in the same one.</summary>
internal static class Snowflake
{
    private const long Epoch = 1_288_834_974_657;
    private const int LowBits = 22;

    /// <summary>No id made before this instant is as large.</summary>
    public static long FirstAt(DateTimeOffset at) => Math.Max(0, at.ToUnixTimeMilliseconds() - Epoch) << LowBits;

    public static DateTimeOffset TimeOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds((id >> LowBits) + Epoch);
}
