using System.IO.Compression;
using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

/// <summary>A campaign in one file, out and in again; and what is refused.</summary>
public sealed class PlanPackageTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync() => desk = await PlanDesk.CreateAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData(1, "week.xlsx")]
    [InlineData(2, "week.xlsx")]
    [InlineData(3, "week.zip")]
    [InlineData(4, "plan.csv")]
    public async Task Import_export_import_changes_nothing_in_any_form(int seed, string name)
    {
        desk.WritePicture("cards/a.png");
        desk.WritePicture("b.png", [.. A.Png, 1]);
        desk.WritePlan(GeneratedPlan.Write(new Random(seed), rows: 60));
        await desk.ImportAsync();

        var path = await ExportAsync(name);

        var diff = await DiffAsync(path);
        Assert.True(diff.IsEmpty, ImportDiffText.Of(diff));
        Assert.Equal(60, diff.Rows.Count(row => row.State is RowState.Same));
    }

    [Theory]
    [InlineData("week.xlsx")]
    [InlineData("week.zip")]
    public async Task A_campaign_written_by_one_desk_is_the_same_week_on_another(string name)
    {
        desk.WritePicture("card.png");
        desk.WritePlan(Plans.Three);
        await desk.ImportAsync();
        var path = await ExportAsync(name);
        File.Copy(Path.Combine(desk.Folder, "card.png"), Path.Combine(Path.GetDirectoryName(path)!, "card.png"));

        await using var other = await PlanDesk.CreateAsync();
        using var package = PlanPackage.Open([path]);
        var diff = (await new PlanImport(other.Campaigns, other.Posts, PaperNetwork.List, other.Clock).PrepareAsync(package.Paths)).Diff!;
        await other.WriteAsync(diff);

        Assert.Equal(CampaignCells.Of(await desk.Campaigns.NamedOrOnlyAsync(null)), CampaignCells.Of(await other.Campaigns.NamedOrOnlyAsync(null)));
        Assert.Equal(PlanRowCells.Of((await desk.PostAsync("blog")).Content), PlanRowCells.Of((await other.PostAsync("blog")).Content));
        Assert.Equal(A.Png, await other.Media.ReadAsync((await other.PostAsync("blog")).Content.Pictures[0].Hash));
    }

    [Fact]
    public async Task A_workbook_in_a_zip_made_of_a_folder_finds_the_pictures_beside_it()
    {
        var post = new PostContent { Ref = "a", Kind = "blog", SlotOn = new(2027, 11, 15), SlotTime = new(9, 0), Text = "Words #CoProWeekScot", Accounts = [new() { Network = "x", Handle = "ScotCoPro" }], Pictures = [new() { FileName = "card.png", AltText = "A card" }] };
        var path = Write("week.zip", BookXml.Zip(("Our week/", []), ("Our week/week.xlsx", WorkbookWriter.Write(Plans.Week, [(post, "")])), ("Our week/card.png", A.Png), ("__MACOSX/Our week/._card.png", [0])));

        string unpacked;
        using (var package = PlanPackage.Open([path]))
        {
            unpacked = package.Paths[0];
            var prepared = await PrepareAsync(package.Paths);
            Assert.Empty(prepared.Problems);
            Assert.Single(prepared.Diff!.Pictures);
        }
        Assert.False(Directory.Exists(Path.GetDirectoryName(unpacked)));
    }

    [Fact]
    public async Task A_picture_that_is_nowhere_is_named()
    {
        desk.WritePlan(Plans.Three);

        var prepared = await desk.PrepareAsync();

        Assert.Equal(["card.png"], prepared.Missing);
        Assert.Contains(prepared.Problems, problem => problem is { Row: 2, Column: "media" });
    }

    [Fact]
    public async Task What_is_wrong_in_the_sheet_Campaign_is_named_by_its_row()
    {
        var week = Plans.Week with { TimeZone = "Nowhere", WeekTo = new(2027, 11, 1), Slots = [Plans.Week.Slots[0], Plans.Week.Slots[1] with { Kind = "anthem" }] };

        var prepared = await PrepareAsync([Write("week.xlsx", WorkbookWriter.Write(week, []))]);

        Assert.Equal(
            ["week.xlsx, sheet Campaign, row 17, kind", "week.xlsx, sheet Campaign, row 9, time zone", "week.xlsx, sheet Campaign, week"],
            prepared.Problems.Select(problem => Place.Of(problem.File, problem.Row, problem.Column)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("cards\\..\\..\\evil.png")]
    [InlineData("C:\\evil.png")]
    public void A_file_that_would_land_outside_is_refused(string name)
    {
        var path = Write("week.zip", BookXml.Zip(("plan.csv", "id"), (name, "x")));

        var refused = Assert.Throws<RefusedException>(() => PlanPackage.Open([path]));

        Assert.Contains("outside its folder", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists("/etc/evil.png"));
    }

    [Fact]
    public void Too_many_files_or_too_much_in_them_is_refused_before_anything_is_unpacked()
    {
        var many = Write("many.zip", BookXml.Zip([.. Enumerable.Range(0, 1001).Select(n => ($"{n}.png", ""))]));
        var bomb = Write("bomb.zip", Bomb("plan.csv", megabytes: 260));

        Assert.Contains("at most 1,000", Assert.Throws<RefusedException>(() => PlanPackage.Open([many])).Message, StringComparison.Ordinal);
        Assert.Contains("more than 250 MB", Assert.Throws<RefusedException>(() => PlanPackage.Open([bomb])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(NoWorkbooks))]
    public async Task What_is_no_workbook_is_refused_with_a_word(string word, byte[] bytes)
    {
        var prepared = await PrepareAsync([Write("week.xlsx", bytes)]);

        Assert.Contains(word, Assert.Single(prepared.Problems).Wrong, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> NoWorkbooks => new()
    {
        { "old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1] },
        { "not a workbook", Encoding.UTF8.GetBytes("id,date") },
        { "another kind of document", BookXml.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>")) },
        { "damaged", BookXml.Zip(("[Content_Types].xml", "<Types"), ("xl/workbook.xml", "<x/>")) },
        { "damaged", BookXml.Write("<row><c t=\"nonsense\" s=\"-1\"><v>1</v></c></row><<") },
        { "not whole", WorkbookWriter.Write(Plans.Week, [])[..^200] },
        { "more than 80 MB", Bomb("xl/workbook.xml", megabytes: 90) },
    };

    [Fact]
    public void A_zip_with_a_plan_twice_is_refused()
    {
        var path = Write("week.zip", BookXml.Zip(("plan.csv", "id"), ("plan.csv", "id")));

        Assert.Contains("twice", Assert.Throws<RefusedException>(() => PlanPackage.Open([path])).Message, StringComparison.Ordinal);
    }

    private static byte[] Bomb(string name, int megabytes)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var to = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            for (var n = 0; n < megabytes; n++)
                to.Write(new byte[1024 * 1024]);
        }
        return bytes.ToArray();
    }

    private static string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(TemporaryFolder.Create(), name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private async Task<string> ExportAsync(string name)
    {
        var path = Path.Combine(TemporaryFolder.Create(), name);
        await new PlanExport(desk.Posts, desk.Media).WriteAsync(await desk.Campaigns.NamedOrOnlyAsync(null), path);
        return path;
    }

    private Task<PreparedImport> PrepareAsync(IReadOnlyList<string> paths) =>
        new PlanImport(desk.Campaigns, desk.Posts, PaperNetwork.List, desk.Clock).PrepareAsync(paths);

    private async Task<ImportDiff> DiffAsync(string path)
    {
        using var package = PlanPackage.Open([path]);
        var prepared = await PrepareAsync(package.Paths);
        Assert.Empty(prepared.Problems);
        return prepared.Diff!;
    }
}
