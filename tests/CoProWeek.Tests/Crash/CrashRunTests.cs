using CoProWeek.Tests.Crash.Run;

namespace CoProWeek.Tests.Crash;

/// <summary>The long crash run in a short form: <c>./test --crash N</c> is the long one.</summary>
public sealed class CrashRunTests
{
    [Fact]
    public async Task Under_kills_faults_and_restarts_nothing_is_doubled_and_nothing_is_lost()
    {
        var plan = CrashPlan.Short(Dice.NewSeed());
        var report = await CrashRun.LiveAsync(plan, new CrashProgress(plan.Sends, quiet: true), CancellationToken.None);

        Assert.True(report.Verdict.IsClean && report.Tally.Fallen.Count == 0, string.Join('\n', report.Lines()));
        Assert.Equal(plan.Sends, report.Verdict.Sends);
        // A slow machine kills less in the same time; the migration is always killed once.
        Assert.True(report.Tally.KillsInAll > plan.MigrationKills, string.Join('\n', report.Lines()));
    }
}
