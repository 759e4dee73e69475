using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Web;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Web;

public sealed class ReadinessTests
{
    [Fact]
    public async Task All_well_is_200_and_names_each_check()
    {
        await using var dashboard = await DashboardHost.StartAsync(checks: new ReadinessCheck("sweep", _ => new((string?)null)));

        var (status, ready, problems) = await ReadyAsync(dashboard);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(ready);
        Assert.Equal(["database", "schema", "sweep"], problems.Keys.Order(StringComparer.Ordinal));
        Assert.All(problems.Values, Assert.Null);
    }

    [Fact]
    public async Task One_problem_is_503_and_the_page_says_it_too()
    {
        await using var dashboard = await DashboardHost.StartAsync(checks: new ReadinessCheck("sweep", _ => new("The sweep last ran 12 s ago.")));

        var (status, ready, problems) = await ReadyAsync(dashboard);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.False(ready);
        Assert.Equal("The sweep last ran 12 s ago.", problems["sweep"]);
        Assert.Null(problems["database"]);
        Assert.Contains("The sweep last ran 12 s ago.", Html.Section(await dashboard.GetAsync("/"), "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_breaks_or_hangs_is_a_problem_and_not_an_error()
    {
        await using var dashboard = await DashboardHost.StartAsync(checks:
        [
            new("scheduler", _ => throw new InvalidOperationException("It was shut down.")),
            new("sweep", stop => new(new TaskCompletionSource<string?>().Task)),
        ]);

        var (status, _, problems) = await ReadyAsync(dashboard);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("It was shut down.", problems["scheduler"], StringComparison.Ordinal);
        Assert.Contains("did not answer within 3 s", problems["sweep"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_behind_is_503_and_names_the_next_step()
    {
        await using var dashboard = await DashboardHost.StartAsync(migrated: false);

        var (status, _, problems) = await ReadyAsync(dashboard);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("coproweek migrate", problems["schema"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_503_while_the_process_is_up()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(dashboard.Database.ConnectionString) { Database = "postgres" }.ConnectionString))
        {
            var name = new NpgsqlConnectionStringBuilder(dashboard.Database.ConnectionString).Database;
            await connection.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        }
        dashboard.Database.DataSource.Clear();

        var (status, _, problems) = await ReadyAsync(dashboard);
        using var healthy = await dashboard.Client.GetAsync(new Uri("/healthz", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("it does not answer", problems["database"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, bool Ready, Dictionary<string, string?> Problems)> ReadyAsync(DashboardHost dashboard)
    {
        using var response = await dashboard.Client.GetAsync(new Uri("/readyz", UriKind.Relative));
        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, json.GetProperty("ready").GetBoolean(),
            json.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("problem").GetString()));
    }
}
