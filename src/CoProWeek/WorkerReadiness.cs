using CoProWeek.Alerts;
using CoProWeek.Publishing;
using CoProWeek.Web;
using Quartz;

namespace CoProWeek;

/// <summary>What <c>/readyz</c> asks of the worker.</summary>
internal static class WorkerReadiness
{
    private static readonly TimeSpan SweepAge = TimeSpan.FromSeconds(10);

    public static IHostApplicationBuilder AddWorkerReadiness(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(services => new ReadinessCheck("scheduler", stop => SchedulerProblemAsync(services.GetRequiredService<ISchedulerFactory>(), stop)))
            .AddSingleton(services => new ReadinessCheck("sweep", _ => ValueTask.FromResult(SweepProblem(services.GetRequiredService<Sweep>()))))
            .AddSingleton(services => new LifeSign(() => HeartbeatProblem(services.GetRequiredService<Sweep>())))
            .AddSingleton(services => new ReadinessCheck("worker", _ => ValueTask.FromResult(WorkerProblem(services.GetRequiredService<Worker>()))));
        return builder;
    }

    /// <summary>Longer than for readiness: a slow minute of the database is no reason to wake anybody.</summary>
    private static readonly TimeSpan HeartbeatAge = TimeSpan.FromSeconds(60);

    private static async ValueTask<string?> SchedulerProblemAsync(ISchedulerFactory schedulers, CancellationToken stop)
    {
        var scheduler = await schedulers.GetScheduler(stop);
        return scheduler.Status == SchedulerStatus.Running ? null : $"the scheduler is {scheduler.Status}: restart coproweek";
    }

    private static string? SweepProblem(Sweep sweep) => SweepProblem(sweep, SweepAge);

    internal static string? HeartbeatProblem(Sweep sweep) => SweepProblem(sweep, HeartbeatAge);

    private static string? SweepProblem(Sweep sweep, TimeSpan most) => sweep.LastEndedAt switch
    {
        null => "no sweep has ended yet",
        { } at when TimeProvider.System.GetElapsedTime(at) is var age && age > most =>
            $"the last sweep ended {age.TotalSeconds:0} s ago: look at the log",
        _ => null,
    };

    private static string? WorkerProblem(Worker worker) =>
        worker.Id is null ? "the worker holds no lock in the database, so it sends nothing: look at the log" : null;
}
