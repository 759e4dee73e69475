using System.Security.Cryptography;
using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

/// <summary>What the database holds of a picture that says where it was taken.</summary>
public sealed class PictureKeepingTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync() => desk = await PlanDesk.CreateAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [MemberData(nameof(PictureMetadataTests.Pictures), MemberType = typeof(PictureMetadataTests))]
    public async Task A_plans_picture_is_kept_without_its_place_and_imported_again_changes_nothing(string name, byte[] bytes)
    {
        desk.WritePicture(name, bytes);
        desk.WritePlan(PlanWith(name));
        await desk.ImportAsync();

        var kept = Assert.Single(await desk.QueryAsync<byte[]>("SELECT bytes FROM media_chunks"));
        Assert.True(kept.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Photograph.Place)) < 0);
        var head = PictureHead.Read(bytes).Head!;
        Assert.Equal((Hash(kept), kept.Length, head.Width, head.Height), Assert.Single(await desk.QueryAsync<(string, int, int, int)>("SELECT hash, size_bytes, width, height FROM media")));
        Assert.True((await desk.DiffAsync()).IsEmpty);
        Assert.True((await desk.DiffAsync(await desk.ExportAsync())).IsEmpty);
    }

    [Fact]
    public async Task A_picture_whose_end_is_missing_is_named_in_its_row()
    {
        desk.WritePicture("card.png", A.Png[..^5]);
        desk.WritePlan(PlanWith("card.png"));

        var problem = Assert.Single((await desk.PrepareAsync()).Problems);

        Assert.Equal((2, "media", "card.png: it is damaged: a part or its end is missing; save it anew"), (problem.Row, problem.Column, problem.Wrong));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_changed_or_gone_between_the_look_and_the_import_is_refused(bool isGone)
    {
        desk.WritePicture("photo.png", Photograph.Png);
        desk.WritePlan(PlanWith("photo.png"));
        var diff = await desk.DiffAsync();
        if (isGone)
            File.Delete(Path.Combine(desk.Folder, "photo.png"));
        else
            desk.WritePicture("photo.png", A.OtherPng);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.WriteAsync(diff));

        Assert.Equal("photo.png was changed while it was being imported. Import again.", refused.Message);
    }

    [Fact]
    public async Task An_upload_is_kept_as_a_plans_picture_is()
    {
        var picture = await desk.Media.KeepAsync("photo.jpg", Photograph.Jpeg(6), PlanDesk.Now);
        await desk.Media.KeepAsync("again.jpg", Photograph.Jpeg(6), PlanDesk.Now);

        var kept = await desk.Media.ReadAsync(picture.Hash);
        Assert.Equal(PictureMetadata.Strip(Photograph.Jpeg(6)), kept);
        Assert.Equal((Hash(kept), kept.Length, "photo.jpg"), (picture.Hash, picture.Size, picture.Path));
        Assert.Single(await desk.QueryAsync<string>("SELECT hash FROM media"));
    }

    [Fact]
    public async Task An_upload_that_is_no_picture_is_refused_and_not_kept()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.Media.KeepAsync("page.png", [.. "<html>"u8], PlanDesk.Now));

        Assert.Equal("page.png: it is not a picture, or a damaged one. Expected: a JPEG, PNG, GIF or WebP picture.", refused.Message);
        Assert.Empty(await desk.QueryAsync<string>("SELECT hash FROM media"));
    }

    [Fact]
    public void The_samples_pictures_come_through_as_they_are() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.png", SearchOption.AllDirectories),
            file => Assert.Equal(File.ReadAllBytes(file), PictureMetadata.Strip(File.ReadAllBytes(file))));

    private static string PlanWith(string picture) => $"{Plans.Header}\na,15/11/2027,9:00,blog,Look #CoProWeekScot,,{picture},A card,,,,not needed,\n";

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
