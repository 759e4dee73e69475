using CoProWeek.Accounts;
using CoProWeek.Tests.Networks.Sandbox;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Extensions.Configuration;

namespace CoProWeek.Tests.Cli;

/// <summary>`coproweek check` asks with the keys that were entered on a page.</summary>
public sealed class CheckKeysTests
{
    [Fact]
    public async Task The_keys_of_the_page_are_those_that_check_asks_with()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.PasteAsync();

        var well = (await CheckAsync(desk)).Is(0);
        await desk.AtXAsync(new { handle = "ScotCoPro", read_only = true });
        var ill = (await CheckAsync(desk)).Is(1);

        Assert.Contains($"ok   @ScotCoPro on x: the keys post as @ScotCoPro ({Practice.Us.Id})", well.Output, StringComparison.Ordinal);
        Assert.Contains("BAD  @ScotCoPro on x: The app may only read, not post.", ill.Output, StringComparison.Ordinal);
        Assert.Contains("X:TokenUrl = https://api.x.com/2/oauth2/token", well.Output, StringComparison.Ordinal);
        Assert.All(AccountDesk.FourKeys().Values, secret => Assert.DoesNotContain(secret, well.Output + well.Talk + ill.Output + ill.Talk, StringComparison.Ordinal));
    }

    private static async Task<Answer> CheckAsync(AccountDesk desk)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:CoProWeek"] = desk.Dashboard.Database.ConnectionString,
            ["X:BaseUrl"] = desk.X.Address.AbsoluteUri,
        };
        using var process = AppProcess.Start(settings, "check", "--data", desk.Dashboard.Get<IConfiguration>()[SealingOptions.DataDirectory]!);
        var code = await process.EndAsync();
        return new("check", code, process.Output, process.Talk);
    }
}
