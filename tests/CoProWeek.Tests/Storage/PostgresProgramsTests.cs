using CoProWeek.Storage;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Storage;

public sealed class PostgresProgramsTests
{
    private static readonly PostgresPrograms Fourteen = new("/opt/fourteen/bin", 14);
    private static readonly PostgresPrograms Fifteen = new("/opt/fifteen/bin", 15);
    private static readonly PostgresPrograms Eighteen = new("/opt/eighteen/bin", 18);

    [Fact]
    public void A_new_cluster_is_made_by_the_newest() =>
        Assert.Equal(Eighteen, PostgresPrograms.Choose([Eighteen, Fifteen], "/data/postgres", clusterMajor: null));

    [Fact]
    public void A_cluster_stays_with_the_version_that_made_it() =>
        Assert.Equal(Fifteen, PostgresPrograms.Choose([Eighteen, Fifteen], "/data/postgres", clusterMajor: 15));

    [Fact]
    public async Task A_cluster_of_a_version_that_is_not_here_is_refused_naming_both()
    {
        var folder = TemporaryFolder.Create();
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName, "PG_VERSION"), "16\n");
        var options = Quick.In(folder) with { FindPrograms = () => Task.FromResult<IReadOnlyList<PostgresPrograms>>([Eighteen, Fifteen]) };

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(options));

        Assert.Contains($"The database in {folder}/postgres was made by Postgres 16", refused.Message, StringComparison.Ordinal);
        Assert.Contains("only Postgres 18 (/opt/eighteen/bin) and Postgres 15 (/opt/fifteen/bin)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_any_is_told_how_to_get_one()
    {
        var refused = Assert.Throws<EmbeddedPostgresException>(() => PostgresPrograms.Choose([], "/data/postgres", clusterMajor: null));

        Assert.Contains("no Postgres programs", refused.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_that_are_too_old_are_named_and_not_used()
    {
        var refused = Assert.Throws<EmbeddedPostgresException>(() => PostgresPrograms.Choose([Fourteen], "/data/postgres", clusterMajor: null));

        Assert.Contains("Postgres 14 (/opt/fourteen/bin)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_of_this_machine_are_found_newest_first()
    {
        var found = await PostgresPrograms.FindAllAsync();

        Assert.NotEmpty(found);
        Assert.Equal(found.OrderByDescending(programs => programs.Major), found);
        Assert.All(found, programs => Assert.True(File.Exists(programs["initdb"])));
    }
}
