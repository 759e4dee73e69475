using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using CoProWeek.Networks.ByHand;
using CoProWeek.Networks.X;
using CoProWeek.Publishing;
using CoProWeek.Reporting;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>What every host of this program is made of, whichever verb builds it.</summary>
internal static class Rooms
{
    public static IHostApplicationBuilder AddRooms(this IHostApplicationBuilder builder, NpgsqlDataSource database, CampaignClock clock)
    {
        builder.Services.AddSingleton(database).AddSingleton(clock).AddSingleton<NetworkList>().AddSingleton<StepMarks>();
        builder.AddAccounts();
        builder.AddMail();
        builder.AddAlerts();
        builder.AddX();
        builder.AddByHand();
        builder.AddCampaigns();
        builder.AddPublishing();
        builder.AddCollecting();
        builder.AddReporting();
        return builder;
    }

    /// <summary>
    /// The configuration: appsettings.json beside the program, then one in the data directory, then the environment
    /// (<c>X__BaseUrl</c>), then what the verb itself says.
    /// </summary>
    public static void AddSources(this IConfigurationBuilder configuration, string data, IEnumerable<KeyValuePair<string, string?>>? said = null)
    {
        configuration.Sources.Clear();
        configuration
            .AddInMemoryCollection([new(SealingOptions.DataDirectory, data)])
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: false)
            .AddJsonFile(Path.Combine(data, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(said);
    }

    /// <summary>Talk goes to standard error, one line an event.</summary>
    public static void AddTalk(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ssZ "));
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.SimpleConsoleFormatterOptions>(line => line.UseUtcTimestamp = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
