using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

public sealed class PictureTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync() => desk = await PlanDesk.CreateAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "image/png 1x1", A.Png },
        { "image/gif 300x200", [.. "GIF89a"u8, 0x2C, 1, 200, 0, 0] },
        { "image/jpeg 640x480", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC2, 0, 17, 8, 1, 224, 2, 128, 3, 0] },
        { "image/webp 401x301", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0x90, 1, 0, 0x2C, 1, 0] },
        { "image/webp 16x9", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8L"u8, 0, 0, 0, 0, 0x2F, 0x0F, 0x00, 0x02, 0x00, 0, 0, 0, 0, 0] },
        { "image/webp 320x240", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8, 0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00] },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_pictures_own_bytes_say_what_it_is(string what, byte[] bytes)
    {
        var (head, wrong) = PictureHead.Read(bytes);

        Assert.Equal("", wrong);
        Assert.Equal(what, $"{head!.ContentType} {head.Width}x{head.Height}");
    }

    [Theory]
    [InlineData("clip.mp4", "x", "it is a film", "a film goes as a link")]
    [InlineData("clip.png", "\0\0\0\u0018ftypisom", "it is a film; a film goes as a link", "a JPEG, PNG, GIF or WebP picture")]
    [InlineData("photo.jpg", "\0\0\0\u0018ftypheic", "it is a HEIC picture, which X does not take", "a JPEG, PNG, GIF or WebP picture")]
    [InlineData("page.png", "<html>", "it is not a picture, or a damaged one", "a JPEG, PNG, GIF or WebP picture")]
    [InlineData("empty.png", "", "the file is empty", "a JPEG, PNG, GIF or WebP picture")]
    [InlineData("missing.png", null, "there is no such file", "a picture beside the plan, such as card.png or cards/card.png")]
    [InlineData("../outside.png", null, "it lies outside the plan's folder", "a picture beside the plan, such as card.png or cards/card.png")]
    [InlineData("/etc/hostname", null, "it lies outside the plan's folder", "a picture beside the plan, such as card.png or cards/card.png")]
    public async Task What_cannot_go_out_as_a_picture_is_named(string name, string? content, string wrong, string expected)
    {
        if (content is not null)
            desk.WritePicture(name, [.. content.Select(letter => (byte)letter)]);
        desk.WritePlan($"{Plans.Header}\na,15/11/2027,9:00,blog,Look #CoProWeekScot,,{name},A card,,,,not needed,\n");

        var problem = Assert.Single((await desk.PrepareAsync()).Problems);

        Assert.Equal((2, "media", $"{name}: {wrong}", expected), (problem.Row, problem.Column, problem.Wrong, problem.Expected));
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        var outside = Path.Combine(TemporaryFolder.Create(), "card.png");
        await File.WriteAllBytesAsync(outside, A.Png);
        File.CreateSymbolicLink(Path.Combine(desk.Folder, "card.png"), outside);
        desk.WritePlan($"{Plans.Header}\na,15/11/2027,9:00,blog,Look #CoProWeekScot,,card.png,A card,,,,not needed,\n");

        Assert.Equal("card.png: it lies outside the plan's folder", Assert.Single((await desk.PrepareAsync()).Problems).Wrong);
    }

    [Fact]
    public async Task Too_many_and_too_large_and_too_wordy_are_named_at_once()
    {
        foreach (var n in Enumerable.Range(1, 5))
            desk.WritePicture($"{n}.png");
        desk.WritePicture("1.png", Large(100_000));
        desk.WritePicture("2.png", Photograph.Gif);
        desk.WritePlan($"{Plans.Header}\na,15/11/2027,9:00,blog,Look #CoProWeekScot,,1.png|2.png|3.png|4.png|5.png,{new string('x', 201)},,,,not needed,\n");

        Assert.Equal(
            ["there are 5 pictures", "the alt text of 1.png is 201 characters long", "1.png has 97 KB", "a GIF stands beside other pictures"],
            (await desk.PrepareAsync()).Problems.Select(problem => problem.Wrong));
    }

    [Fact]
    public async Task A_large_picture_comes_back_whole_from_its_chunks()
    {
        var bytes = Large(MediaStore.ChunkBytes * 2);
        var path = Path.Combine(desk.Folder, "large.png");
        await File.WriteAllBytesAsync(path, bytes);
        var picture = PictureFile.Look(path, bytes).File!;

        await PutAsync(picture);
        await PutAsync(picture);

        Assert.Equal(bytes, await desk.Media.ReadAsync(picture.Hash));
        Assert.Equal([0, 1, 2], await desk.QueryAsync<int>("SELECT n FROM media_chunks ORDER BY n"));
    }

    [Fact]
    public async Task A_picture_that_is_not_whole_is_not_given_out()
    {
        desk.WritePicture("card.png");
        desk.WritePlan($"{Plans.Header}\na,15/11/2027,9:00,blog,Look #CoProWeekScot,,card.png,A card,,,,not needed,\n");
        await desk.ImportAsync();
        await desk.QueryAsync<int>("UPDATE media_chunks SET bytes = 'x' RETURNING n");

        await Assert.ThrowsAsync<RefusedException>(() => desk.ExportAsync());
    }

    /// <summary>A PNG with more in its pixels than anybody sees.</summary>
    private static byte[] Large(int size)
    {
        var bytes = new byte[size];
        new Random(7).NextBytes(bytes);
        return [.. A.Png[..^12], .. Photograph.PngChunk("IDAT", bytes), .. A.Png[^12..]];
    }

    private async Task PutAsync(PictureFile picture)
    {
        await using var connection = await desk.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await MediaStore.PutAsync(connection, transaction, [picture], PlanDesk.Now);
        await transaction.CommitAsync();
    }
}
