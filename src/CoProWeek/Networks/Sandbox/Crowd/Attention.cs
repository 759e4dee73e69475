using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>
/// Likes, bookmarks and views. They follow from the seed, the text, its author's followers and its age alone, so that
/// nothing of them is kept; they only rise, and after two days they are final.
/// </summary>
internal sealed class Attention(int seed)
{
    private static readonly TimeSpan Whole = TimeSpan.FromHours(48);

    public PostNumbers Of(SandboxPost post, int followers, DateTimeOffset now)
    {
        var dice = new Dice(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{post.Text}"))));
        var luck = dice.Below(20) == 0 ? 5 : 1;
        var views = luck * (60 + 90 * dice.Share() + followers * (0.08 + 0.4 * dice.Share()));
        var likes = views * (0.006 + 0.04 * dice.Share());
        var bookmarks = likes * 0.2 * dice.Share();
        // By the hour: who reads a post twice within minutes finds the same.
        var hours = Math.Floor((End(post, now) - post.CreatedAt).TotalHours + 0.5);
        var share = Share(TimeSpan.FromHours(hours) / Whole);
        return new((int)(likes * share), (int)(bookmarks * share), (int)(views * share));
    }

    /// <summary>Each version has numbers of its own (X): they end where the next one begins.</summary>
    private static DateTimeOffset End(SandboxPost post, DateTimeOffset now)
    {
        var next = post.IsNewest ? now : Snowflake.TimeOf(post.Versions.First(id => id > post.Id));
        var end = post.DeletedAt < next ? post.DeletedAt.Value : next;
        return end < now ? end : now;
    }

    /// <summary>Much at once, then ever less; by multiplying alone, which rounds alike everywhere.</summary>
    private static double Share(double age)
    {
        var left = 1 - Math.Clamp(age, 0, 1);
        var fourth = left * left * left * left;
        return 1 - 0.95 * fourth * fourth;
    }
}
