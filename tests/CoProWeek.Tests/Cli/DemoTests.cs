using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

public sealed class DemoTests
{
    private static readonly Dictionary<string, string?> Machine = new();

    [Fact]
    public async Task The_week_is_lived_whole_and_checked_and_a_second_demo_on_its_folder_is_told_where_the_first_is()
    {
        var data = Path.Combine(TemporaryFolder.Create(), "data");
        using var demo = AppProcess.Start(Machine, "demo", "--exit", "--speed", "20000", "--data", data);
        await demo.UntilSaidAsync("The dashboard is at");
        using (var second = AppProcess.Start(Machine, "demo", "--exit", "--data", data))
        {
            Assert.Equal(1, await second.EndAsync());
            Assert.Contains("A demo is running on", second.Said, StringComparison.Ordinal);
        }

        Assert.Equal(0, await demo.EndAsync());
        Assert.Contains("27 parts of 25 posts planned; 27 arrived; 0 not exactly once and in time; 0 nobody planned; in order.", demo.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_in_mid_week_the_next_demo_goes_on_with_it_and_every_post_still_goes_out_once()
    {
        var data = Path.Combine(TemporaryFolder.Create(), "data");
        using (var killed = AppProcess.Start(Machine, "demo", "--exit", "--speed", "2000", "--data", data))
        {
            await killed.UntilSaidAsync("mon-event");
            await killed.KillAsync();
        }
        using var next = AppProcess.Start(Machine, "demo", "--exit", "--speed", "20000", "--data", data);

        Assert.Equal(0, await next.EndAsync());
        Assert.Contains("Going on with the week", next.Said, StringComparison.Ordinal);
        Assert.Contains("27 parts of 25 posts planned; 27 arrived; 0 not exactly once", next.Said, StringComparison.Ordinal);
    }
}
