using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Media;

internal static class MediaEndpoints
{
    public static void Map(RouteTable routes, PracticeNetwork network, SwitchBoard switches, CampaignClock clock)
    {
    }
}
