using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>
/// <c>/healthz</c> says that the process is up; <c>/readyz</c> that it can do its work, check by check, with 503 when
/// it cannot. The Today page says the same in words.
/// </summary>
internal sealed class Readiness(IEnumerable<ReadinessCheck> checks)
{
    /// <summary>Real time: longer than any check takes when all is well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<Finding>> FindAsync(CancellationToken stop) =>
        await Task.WhenAll(checks.Select(check => FindAsync(check, stop)));

    /// <summary>A check that throws has found a problem: this is the edge where that becomes words.</summary>
    private static async Task<Finding> FindAsync(ReadinessCheck check, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            return new(check.Name, await check.ProblemAsync(limit.Token).AsTask().WaitAsync(Patience, TimeProvider.System, stop));
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return new(check.Name, $"it did not answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return new(check.Name, $"it could not be looked at: {e.Message}");
        }
    }
}

internal static class ReadinessEndpoints
{
    public static IHostApplicationBuilder AddReadiness(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(services => new ReadinessCheck("database", stop => DatabaseAsync(services.GetRequiredService<NpgsqlDataSource>(), stop)));
        builder.Services.AddSingleton(services => new ReadinessCheck("schema", stop => SchemaAsync(services.GetRequiredService<NpgsqlDataSource>(), stop)));
        return builder;
    }

    public static void MapReadiness(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("The process is up.\n")).AllowAnonymous();
        app.MapGet("/readyz", async (Readiness readiness, CancellationToken stop) =>
        {
            var findings = await readiness.FindAsync(stop);
            var ready = findings.All(finding => finding.Ok);
            return TypedResults.Json(
                new { ready, checks = findings }, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }

    private static async ValueTask<string?> DatabaseAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(stop);
            return null;
        }
        catch (NpgsqlException e)
        {
            return $"it does not answer ({e.Message}). See whether Postgres runs, then: coproweek check";
        }
    }

    private static async ValueTask<string?> SchemaAsync(NpgsqlDataSource database, CancellationToken stop) =>
        await new Migrator(database, TimeProvider.System).StatusAsync(stop) is var status and not SchemaStatus.Current ? status.Explanation : null;
}
