using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

public sealed class PlanExportTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync() => desk = await PlanDesk.CreateAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_plan_comes_out_with_its_columns_and_what_became_of_it()
    {
        desk.WritePicture("cards/a.png");
        desk.WritePlan($"{Plans.Header},text (CoProNews)\na,15/11/2027,,blog,Blog #CoProWeekScot,https://example.org,cards/a.png,A card,CoProNews|ScotCoPro,4h,A group,not needed,note,News #CoProWeekScot\nb,,,question,Spare #CoProWeekScot,,,,,,,,,\nc,16/11/2027,,blog,Next #CoProWeekScot,,,,,,,,,\n");
        await desk.ImportAsync();
        await A.Delivery(desk.DataSource, (await desk.PostAsync("c")).Id, "sent");

        var folder = await desk.ExportAsync();

        Assert.Equal(
            [
                "id,day,date,time,kind,text,link,media,alt,post to,latest,credit,permission,status,notes,text (CoProNews)",
                "a,Mon,2027-11-15,09:00,blog,Blog #CoProWeekScot,https://example.org,cards/a.png,A card,CoProNews | ScotCoPro,4h,A group,not needed,draft,note,News #CoProWeekScot",
                "c,Tue,2027-11-16,09:00,blog,Next #CoProWeekScot,,,,ScotCoPro,,,,sent,,",
                "b,,,,question,Spare #CoProWeekScot,,,,ScotCoPro,,,,spare,,",
                "",
            ],
            (await File.ReadAllTextAsync(Path.Combine(folder, "plan.csv"))).Split("\r\n"));
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), (await File.ReadAllBytesAsync(Path.Combine(folder, "plan.csv")))[..3]);
        Assert.Equal(A.Png, await File.ReadAllBytesAsync(Path.Combine(folder, "cards", "a.png")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Import_export_import_changes_nothing_whatever_the_plan(int seed)
    {
        desk.WritePicture("cards/a.png");
        desk.WritePicture("b.png", A.OtherPng);
        desk.WritePlan(GeneratedPlan.Write(new Random(seed), rows: 60));
        await desk.ImportAsync();

        var first = await desk.ExportAsync();
        var diff = await desk.DiffAsync(first);
        await desk.WriteAsync(diff);
        var second = await desk.ExportAsync();

        Assert.True(diff.IsEmpty, ImportDiffText.Of(diff));
        foreach (var file in Directory.EnumerateFiles(first, "*", SearchOption.AllDirectories))
            Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Path.Combine(second, Path.GetRelativePath(first, file))));
    }

    [Fact]
    public async Task Two_pictures_of_one_name_both_come_out()
    {
        desk.WritePicture("card.png");
        desk.WritePlan($"{Plans.Header}\na,15/11/2027,9:00,blog,One #CoProWeekScot,,card.png,A card,,,,not needed,\n");
        await desk.ImportAsync();
        desk.WritePicture("card.png", A.OtherPng);
        desk.WritePlan($"{Plans.Header}\nb,16/11/2027,9:00,blog,Two #CoProWeekScot,,card.png,A card,,,,not needed,\n");
        await desk.ImportAsync();

        var folder = await desk.ExportAsync();

        var pictures = Directory.EnumerateFiles(folder, "*.png").Select(File.ReadAllBytes).ToList();
        Assert.Equal(2, pictures.Count);
        Assert.Contains(A.Png, pictures);
        Assert.Contains(A.OtherPng, pictures);
        Assert.Empty((await desk.DiffAsync(folder)).ChangedPostIds);
    }
}
