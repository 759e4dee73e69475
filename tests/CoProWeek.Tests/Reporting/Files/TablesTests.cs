using System.IO.Compression;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>The zip of CSV tables.</summary>
public sealed class TablesTests : IAsyncLifetime
{
    private ReportDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database, name: "=HYPERLINK(\"https://example.org\") week");
        foreach (var (n, text) in Hostile.All.Index())
            await A.Mention(desk.Database, await A.Author(desk.Database, $"a{n}", name: text), A.MondayMorning.AddMinutes(n), numbers: [n], text: text);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Every_table_of_the_page_is_in_it_each_with_its_mark_and_with_no_formula()
    {
        var bytes = await Written.InFullAsync(desk, FileForm.Csv);
        var tables = Written.Tables(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes));

        Assert.Equal(["about.csv", "figures.csv", "completeness.csv", .. ReachTables.Of(await desk.MakeAsync()).Select(table => $"{table.Key}.csv"), "notes.csv", "posts.csv"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal([0xEF, 0xBB, 0xBF], Written.Bytes(entry).Take(3)));
        Assert.All(tables.SelectMany(table => table.Value).SelectMany(row => row), cell => Assert.False(cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..], cell));
        Assert.All(tables.Values, table => Assert.All(table, row => Assert.Equal(table[0].Length, row.Length)));
    }

    [Fact]
    public async Task What_people_wrote_stands_in_it_whole()
    {
        var posts = Written.Tables(await Written.InFullAsync(desk, FileForm.Csv))["posts.csv"];
        var column = posts[0].ToList().IndexOf("Text");

        Assert.Equal(Hostile.All.Select(text => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text), posts.Skip(1).Select(row => row[column]));
    }

    [Fact]
    public async Task Ids_are_text_and_instants_say_their_zone()
    {
        await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"), new(2027, 7, 1, 8, 0, 0, TimeSpan.Zero), numbers: [5], firstId: 1_460_123_456_789_012_345);

        var post = Written.Tables(await Written.InFullAsync(desk, FileForm.Csv, "2027-07-01", "2027-07-01"))["posts.csv"][1];

        Assert.Equal(["'1460123456789012345", "2027-07-01T09:00:00+01:00", "'@Ailsa"], post.Take(3));
    }

    [Fact]
    public async Task Without_names_it_holds_no_post() =>
        Assert.DoesNotContain("posts.csv", Written.Tables(await Written.AsAsync(FileForm.Csv, (await desk.MakeAsync()).WithoutNames())).Keys);
}
