using CoProWeek.Networks.ByHand;

namespace CoProWeek.Networks;

/// <summary>An account as people read it. Where a person posts by hand there is no handle, only the name of the place.</summary>
internal static class AccountName
{
    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public static string Of(string network, string handle) => IsByHand(network) ? handle : $"@{handle}";

    /// <summary>"as @ScotCoPro", "on Facebook".</summary>
    public static string At(string network, string handle) => IsByHand(network) ? $"on {handle}" : $"as @{handle}";

    public static bool IsByHand(string network) => network == ByHandNetwork.NetworkName;
}
