namespace CoProWeek.Storage;

/// <summary>Puts the opened database into a host, as an instance: the host must not close what outlives it.</summary>
internal static class StorageSetup
{
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder, OpenedDatabase database)
    {
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(database.DataSource);
        builder.Services.AddSingleton(new Migrator(database.DataSource, TimeProvider.System));
        return builder;
    }
}
