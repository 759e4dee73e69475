using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

internal static class SearchEndpoints
{
    public static void Map(RouteTable routes, PracticeNetwork network, SwitchBoard switches, CampaignClock clock)
    {
    }
}
