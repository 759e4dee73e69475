namespace CoProWeek.Tests.Collecting;

/// <summary>The proof: under everything that goes wrong the store equals the network's own list, and the ledger says so.</summary>
public sealed class WholeTests
{
    /// <summary>The form of 20,000: <c>dotnet run --project tests/CoProWeek.Tests -- whole 20000</c>.</summary>
    private const int Posts = 600;

    [Fact]
    public async Task Under_faults_kills_and_two_days_off_the_store_equals_the_networks_own_list_and_the_ledger_says_so()
    {
        var report = await WholeRun.LiveAsync(Posts, seed: 1);

        Assert.Empty(report.Differences);
        Assert.True(report.IsWhole, report.InWords);
        Assert.Equal(Posts, report.Posts);
        Assert.True(report is { Troubles: > 0, Edited: > 5, Wiped: > 5 }, report.InWords);
    }
}
