using System.Globalization;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>When X is asked again after a 429, in seconds of campaign time from now.</summary>
public sealed class TooManyTests
{
    [Theory]
    [InlineData("", 60)]
    [InlineData("x-rate-limit-remaining: 0|x-rate-limit-reset: +420", 420)]
    [InlineData("x-rate-limit-remaining: 0|x-rate-limit-reset: +90000", 901)]
    [InlineData("x-rate-limit-remaining: 0|x-rate-limit-reset: -30", 1)]
    [InlineData("x-rate-limit-remaining: 0", 60)]
    [InlineData("x-rate-limit-remaining: 0|x-rate-limit-reset: soon", 60)]
    [InlineData("x-rate-limit-remaining: 87|x-rate-limit-reset: +420", 2)]
    [InlineData("x-rate-limit-remaining: 87|x-rate-limit-reset: +420|x-user-limit-24hour-remaining: 0|x-user-limit-24hour-reset: +7200", 7200)]
    [InlineData("x-rate-limit-remaining: 0|x-rate-limit-reset: +420|x-user-limit-24hour-remaining: 5|x-user-limit-24hour-reset: +7200", 420)]
    [InlineData("x-rate-limit-remaining: 87|x-app-limit-24hour-remaining: 0|x-app-limit-24hour-reset: +3600", 3600)]
    [InlineData("x-user-limit-24hour-remaining: 0|x-user-limit-24hour-reset: +900000", 86_401)]
    [InlineData("Retry-After: 30", 30)]
    public async Task It_waits_as_the_headers_say(string headers, int seconds)
    {
        await using var server = new WireServer().Answers(429, """{"title":"Too Many Requests"}""", Headers(headers));
        using var x = new XRig(server.Address);

        var deferred = Assert.IsType<Outcome.Deferred>(await x.PublishAsync());

        // The clock runs on while the test does.
        Assert.InRange((deferred.Until - XRig.Start).TotalSeconds, seconds, seconds + 20);
        Assert.StartsWith("X: too many requests for now (429).", deferred.Why);
        Assert.Single(server.Requests);
    }

    private static string[] Headers(string headers) =>
    [
        .. headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(header => header.Split(": "))
            .Select(parts => $"{parts[0]}: {(parts[1][0] is '+' or '-' ? Seconds(parts[1]) : parts[1])}"),
    ];

    private static string Seconds(string offset) =>
        (XRig.Start.ToUnixTimeSeconds() + long.Parse(offset, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
}
