using CoProWeek.Storage;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests;

/// <summary>What brings the worker back after a reboot.</summary>
public sealed class UnitFileTests
{
    private static readonly string[] Units = ["coproweek.service", "coproweek-backup.service", "coproweek-backup.timer"];

    [Fact]
    public void The_service_starts_with_the_machine_comes_back_after_any_end_and_may_finish_a_send()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "coproweek.service"));

        Assert.All(["WantedBy=multi-user.target", "Restart=always", "StartLimitIntervalSec=0", "KillMode=mixed", "TimeoutStopSec=150"], line => Assert.Contains(line, lines));
    }

    /// <summary>Where systemd is. The program it names need not be installed here, so another stands in for it.</summary>
    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_the_units()
    {
        if (!(await SystemCommand.RunAsync("systemd-analyze", "--version")).Succeeded)
            return;
        var folder = TemporaryFolder.Create();
        foreach (var unit in Units)
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy", unit));
            await File.WriteAllLinesAsync(
                Path.Combine(folder, unit), lines.Select(line => line.StartsWith("ExecStart=", StringComparison.Ordinal) ? $"ExecStart=/bin/true {line["ExecStart=".Length..]}" : line));
        }

        var said = await SystemCommand.RunAsync(["systemd-analyze", "verify", .. Units.Select(unit => Path.Combine(folder, unit))]);

        Assert.True(said.Succeeded && said.Said.Trim() == "", said.Said);
    }
}
