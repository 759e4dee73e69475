using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>Posts by minute, hour or day, oldest first, empty ones too. The first and the last may be cut by the bounds.</summary>
internal static class Counts
{
    public static Answer Of(IEnumerable<SandboxPost> found, DateTimeOffset start, DateTimeOffset end, TimeSpan bucket)
    {
        var byBucket = found.CountBy(post => post.CreatedAt.Ticks / bucket.Ticks).ToDictionary();
        var (data, total) = (new JsonArray(), 0);
        for (var from = start; from < end;)
        {
            var number = from.UtcTicks / bucket.Ticks;
            var next = new DateTimeOffset((number + 1) * bucket.Ticks, TimeSpan.Zero);
            var to = next < end ? next : end;
            var count = byBucket.GetValueOrDefault(number);
            data.Add(new JsonObject { ["start"] = Wire.Time(from), ["end"] = Wire.Time(to), ["tweet_count"] = count });
            (from, total) = (to, total + count);
        }
        return new(200, new JsonObject { ["data"] = data, ["meta"] = new JsonObject { ["total_tweet_count"] = total } });
    }
}
