namespace CoProWeek.Tests;

public sealed class HouseTests
{
    [Fact]
    public void Every_migration_is_embedded_in_the_app()
    {
        var names = typeof(Clock.CampaignClock).Assembly.GetManifestResourceNames();

        Assert.Contains("migrations/0001_campaigns.sql", names);
    }
}
