using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Asks the network how many posts there are, hour by hour, so that what is held can be compared with it.</summary>
internal sealed partial class Counter(NpgsqlDataSource database, CampaignClock clock, IOptions<CollectingOptions> options, ILogger<Counter> log)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <returns>Whether it was time to ask.</returns>
    public async Task<bool> CountDueAsync(Watch watch, INetwork network, CancellationToken stop)
    {
        if (!watch.IsCounted || watch.CountedAt > clock.GetUtcNow() - options.Value.CountEvery)
            return false;
        await CountAsync(watch, network, stop);
        return true;
    }

    /// <summary>
    /// Every whole hour of the watch that the network still tells of, anew. A count that fails is asked for again at the next look:
    /// it keeps nothing from being collected, and no report from being made.
    /// </summary>
    public async Task CountAsync(Watch watch, INetwork network, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var oldest = now - network.Limits.SearchBack + Margin;
        var from = HourFrom(watch.FromAt > oldest ? watch.FromAt : oldest);
        var to = HourOf(watch.UntilAt < now ? watch.UntilAt : now - network.Limits.SearchLag);
        if (from >= to)
            return;
        try
        {
            await KeepAsync(watch.Id, await network.CountAsync(watch.Reader, watch.QueryOn(network), from, to, stop), now, stop);
        }
        catch (NetworkReadException e)
        {
            Log.NotCounted(log, watch.Sought, e.Message);
        }
    }

    private const string KeepSql = """
        INSERT INTO watch_counts (watch_id, hour_at, counted, asked_at)
        SELECT @watchId, c.hour_at, c.counted, @now
          FROM unnest(@hours, @counts) AS c (hour_at, counted)
        ON CONFLICT (watch_id, hour_at) DO UPDATE SET counted = excluded.counted, asked_at = excluded.asked_at;

        UPDATE watches SET counted_at = @now WHERE id = @watchId
        """;

    private async Task KeepAsync(long watchId, IReadOnlyList<HourCount> counted, DateTimeOffset now, CancellationToken stop)
    {
        var parameters = new { watchId, now, hours = counted.Select(hour => hour.HourAt).ToArray(), counts = counted.Select(hour => hour.Posts).ToArray() };
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(KeepSql, parameters, cancellationToken: stop));
    }

    /// <summary>The last whole hour not after an instant.</summary>
    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>The first whole hour not before an instant.</summary>
    private static DateTimeOffset HourFrom(DateTimeOffset at) => HourOf(at.AddTicks(TimeSpan.TicksPerHour - 1));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Counting {Sought}: {Why}")]
        public static partial void NotCounted(ILogger log, string sought, string why);
    }
}
