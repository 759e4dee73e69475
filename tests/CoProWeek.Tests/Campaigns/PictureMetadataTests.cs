using System.Buffers.Binary;
using System.Text;
using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class PictureMetadataTests
{
    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "photo.png", Photograph.Png },
        { "photo.jpg", Photograph.Jpeg(1) },
        { "turned.jpg", Photograph.Jpeg(6) },
        { "photo.webp", Photograph.WebP },
        { "moving.webp", Photograph.MovingWebP },
        { "photo.gif", Photograph.Gif },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Where_it_was_taken_is_gone_and_its_size_stays(string name, byte[] bytes)
    {
        Assert.True(Says(bytes, Photograph.Place));

        var kept = Strip(bytes);

        Assert.False(Says(kept, Photograph.Place), name);
        Assert.Equal(PictureHead.Read(bytes).Head, PictureHead.Read(kept).Head);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Stripped_twice_is_stripped_once(string name, byte[] bytes)
    {
        var once = Strip(bytes);

        Assert.True(once.AsSpan().SequenceEqual(Strip(once)), name);
    }

    [Theory]
    [InlineData("photo.png")]
    [InlineData("photo.jpg")]
    [InlineData("photo.webp")]
    public void The_colour_profile_stays(string name) => Assert.True(Says(Strip(Named(name)), Photograph.ColourProfile));

    [Theory]
    [InlineData(1, false, 0)]
    [InlineData(2, false, 2)]
    [InlineData(6, false, 6)]
    [InlineData(8, true, 8)]
    [InlineData(9, true, 0)]
    public void A_turned_photograph_stays_turned_and_says_nothing_else(int orientation, bool isLittle, int kept)
    {
        var bytes = Strip(Photograph.Jpeg(orientation, isLittle));

        var exif = bytes.AsSpan().IndexOf("Exif"u8);
        Assert.Equal(kept, exif < 0 ? 0 : JpegOrientation.Read(bytes.AsSpan(exif)));
        if (exif >= 0)
            Assert.Equal(34, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(exif - 2)));
        Assert.True(bytes.AsSpan(exif + 4).IndexOf("Exif"u8) < 0);
    }

    [Fact]
    public void A_jpeg_keeps_its_pixels_byte_for_byte_and_ends_with_them()
    {
        byte[] scans = [.. Photograph.Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, .. Photograph.Segment(0xDA, [1, 1, 0, 0, 63, 0]), 5, 6, 0xFF, 0xD9];

        Assert.True(Strip(Photograph.Jpeg(1)).AsSpan().EndsWith(scans));
    }

    [Fact]
    public void A_small_preview_in_the_first_segment_goes()
    {
        var jfif = Photograph.Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 0, 0]);

        Assert.True(Strip(Photograph.Jpeg(1)).AsSpan(2).StartsWith(jfif));
    }

    [Theory]
    [InlineData("photo.webp", 0x20)]
    [InlineData("moving.webp", 0x02)]
    public void A_webp_no_longer_promises_what_is_gone(string name, int flags)
    {
        var kept = Strip(Named(name));

        Assert.Equal(flags, kept[20]);
        Assert.Equal(kept.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(kept.AsSpan(4)));
    }

    [Fact]
    public void A_gif_plays_for_ever_as_before() => Assert.True(Strip(Photograph.Gif).AsSpan().IndexOf(Photograph.GifLooping) > 0);

    [Fact]
    public void A_picture_with_nothing_to_take_out_stays_as_it_is() => Assert.Equal(Support.A.Png, Strip(Support.A.Png));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_cut_off_anywhere_is_refused_by_name(string name, byte[] bytes)
    {
        var whole = Strip(bytes);

        for (var length = 1; length < whole.Length; length++)
            Assert.StartsWith($"{name}: it is ", Refused(name, whole[..length]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_damaged_anyhow_is_stripped_or_refused_by_name(string name, byte[] bytes)
    {
        var chance = new Random(20271115);
        for (var n = 0; n < 5000; n++)
        {
            var damaged = bytes[..chance.Next(bytes.Length / 2, bytes.Length + 1)];
            for (var hits = chance.Next(4); hits > 0; hits--)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            if (PictureMetadata.Strip(damaged) is not { } kept)
                Refused(name, damaged);
            else if (PictureHead.Read(kept).Head is not null)
                Assert.Equal(kept, Strip(kept));
        }
    }

    [Fact]
    public void A_large_picture_of_nothing_but_marks_is_walked_once()
    {
        byte[] head = [.. Photograph.Jpeg(1)[..2], .. Photograph.Segment(0xC2, new byte[15])];
        head.AsSpan(6).Fill(1);
        byte[] padded = [.. head, .. Enumerable.Repeat((byte)0xFF, 8_000_000)];
        byte[] dotted = [.. head, .. Photograph.Segment(0xDA, []), .. Enumerable.Range(0, 8_000_000).Select(n => (byte)(n % 2 == 0 ? 0xFF : 0))];
        byte[] ended = [.. dotted, 0xFF, 0xD9];

        Assert.Null(PictureMetadata.Strip(padded));
        Assert.Null(PictureMetadata.Strip(dotted));
        Assert.Equal(ended.Length, Strip(ended).Length);
    }

    private static byte[] Named(string name) => Pictures.Single(row => name.Equals(row[0])) is [_, byte[] bytes] ? bytes : [];

    private static byte[] Strip(byte[] bytes) => PictureMetadata.Strip(bytes) ?? throw new InvalidOperationException("It was not whole.");

    private static string Refused(string name, byte[] bytes) => Assert.Throws<RefusedException>(() => PictureFile.Upload(name, bytes)).Message;

    private static bool Says(byte[] bytes, string words) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(words)) >= 0;
}
