using System.CommandLine;
using CoProWeek.Storage;

namespace CoProWeek.Cli;

/// <summary>For verbs that work on the database as such, whatever state its schema is in.</summary>
internal static class StoreVerbs
{
    public static Task<Store> OpenAsync(ParseResult said, CancellationToken stop)
    {
        var data = DataDirectory.Resolve(said.GetValue(CommonOptions.Data));
        var configuration = new ConfigurationManager();
        configuration.AddSources(data);
        return Store.OpenAsync(configuration, data, durable: true, stop);
    }
}
