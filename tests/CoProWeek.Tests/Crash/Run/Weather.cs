using System.Text.Json;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>What goes wrong on the network's side, changing every few seconds.</summary>
internal sealed class Weather(CrashNetwork network, CrashSpans spans, int seed)
{
    private const string Create = "/2/tweets";
    private const string Timelines = "/2/users/*";
    private const string Media = "/2/media/*";
    private const string Tokens = "/2/oauth2/token";

    private static readonly TimeSpan Changes = TimeSpan.FromSeconds(3);

    private readonly Dice dice = new(seed);

    public async Task BlowAsync(CancellationToken stop)
    {
        do
        {
            try
            {
                await network.BehaveAsync(Faults(), dice.Below(spans.Lag + 1));
            }
            catch (HttpRequestException)
            {
                // The network has just been killed; it comes back with these.
            }
        }
        while (await Pause.ForAsync(Changes, stop));
    }

    public Task CalmAsync() => network.BehaveAsync([], 0);

    /// <summary>"a dropped connection, after acceptance".</summary>
    public static string Words(JsonElement fault)
    {
        var where = fault.GetProperty("path").GetString() switch { Create => "", Timelines => " on reading a timeline", Media => " on uploading", _ => " on renewing tokens" };
        var kind = fault.GetProperty("kind").GetString()!;
        var what = kind is "status" ? $"status {fault.GetProperty("status").GetInt32()}" : kind;
        var accepted = where != "" || kind is "late" or "slow" or "latency" or "no-id" || !fault.TryGetProperty("accept", out var accept) || accept.ValueKind is JsonValueKind.Null
            ? ""
            : accept.GetBoolean() ? ", after acceptance" : ", before acceptance";
        return $"{what}{where}{accepted}";
    }

    /// <summary>About one create in six goes wrong in some way, and about one read in eight.</summary>
    private object[] Faults() =>
    [
        .. Accepting("drop", 0.02), .. Accepting("garbage", 0.008), .. Accepting("cut", 0.008), .. Accepting("empty", 0.008), .. Accepting("html", 0.008), .. Accepting("redirect", 0.005),
        .. Accepting("status", 0.01, 500), .. Accepting("status", 0.01, 503),
        new { kind = "no-id", method = "POST", path = Create, probability = 0.008, seed = Roll() },
        new { kind = "status", status = 429, method = "POST", path = Create, probability = 0.02, seed = Roll(), reset_after_s = 2, remaining = dice.Below(2) },
        new { kind = "late", method = "POST", path = Create, probability = 0.01, seed = Roll(), delay_ms = (int)(dice.Seconds(0.2, spans.Late).TotalMilliseconds) },
        new { kind = "slow", method = "POST", path = Create, probability = 0.01, seed = Roll(), delay_ms = 800 },
        new { kind = "slow", method = "POST", path = Create, probability = 0.004, seed = Roll(), delay_ms = (int)(spans.Deadline * 1000 * 1.5) },
        new { kind = "latency", method = "POST", path = Create, probability = 0.05, seed = Roll(), delay_ms = 150 },
        new { kind = "status", status = 503, path = Timelines, probability = 0.06, seed = Roll() },
        new { kind = "status", status = 429, path = Timelines, probability = 0.02, seed = Roll(), reset_after_s = 2 },
        new { kind = "garbage", path = Timelines, probability = 0.03, seed = Roll() },
        new { kind = "drop", path = Timelines, probability = 0.03, seed = Roll() },
        new { kind = "status", status = 503, path = Media, probability = 0.05, seed = Roll() },
        new { kind = "drop", path = Media, probability = 0.04, seed = Roll() },
        new { kind = "status", status = 503, path = Tokens, accept = false, probability = 0.1, seed = Roll() },
        new { kind = "drop", path = Tokens, accept = false, probability = 0.1, seed = Roll() },
    ];

    private IEnumerable<object> Accepting(string kind, double probability, int? status = null) =>
        from accept in new[] { false, true }
        select new { kind, status, accept, method = "POST", path = Create, probability, seed = Roll() };

    private int Roll() => dice.Below(int.MaxValue);
}
