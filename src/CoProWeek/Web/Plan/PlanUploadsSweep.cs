using Npgsql;

namespace CoProWeek.Web;

/// <summary>Throws away the uploads that nobody said yes to: pictures wait in them as they came, with all that a camera wrote into them.</summary>
internal sealed partial class PlanUploadsSweep(PlanUploads uploads, ILogger<PlanUploadsSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await uploads.RemoveOldAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.NoDatabase(log, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Old uploads could not be thrown away: the database does not answer. Trying again in an hour.")]
        public static partial void NoDatabase(ILogger log, Exception exception);
    }
}
