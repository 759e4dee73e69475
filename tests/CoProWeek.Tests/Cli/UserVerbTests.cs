using System.Text.RegularExpressions;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Cli;

/// <summary><c>coproweek user</c>, as it is typed; and the first start of a house that nobody can enter.</summary>
public sealed class UserVerbTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_person_who_is_added_gets_a_link_and_stands_in_the_list()
    {
        await using var terminal = await Terminal.OpenAsync();

        var added = (await terminal.RunAsync("user", "add", "Morag", "--email", "morag@example.org", "--role", "author")).Is(0);
        var list = (await terminal.RunAsync("user", "list")).Is(0);

        Assert.Matches("^For Morag, once, within 3 days: http://127.0.0.1:5080/welcome/[A-Za-z0-9_-]{43}$", added.Output.Trim());
        Assert.Contains("Morag  morag@example.org  author  no password yet", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("morag@example.org", "Morag", "Somebody has this name already")]
    [InlineData("ailsa@example.org", "Ailsa", "Somebody has this address already")]
    [InlineData("no address", "Kirsty", "an address is like ailsa@example.org")]
    public async Task Somebody_who_cannot_be_told_from_another_is_refused(string email, string name, string why)
    {
        await using var terminal = await Terminal.OpenAsync();
        await terminal.DoneAsync("user", "add", "Morag", "--email", "ailsa@example.org");

        var answer = (await terminal.RunAsync("user", "add", name, "--email", email)).Is(1);

        Assert.Contains(why, answer.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_prints_a_link_that_opens_the_dashboard_and_later_ones_do_not()
    {
        await using var terminal = await Terminal.OpenAsync();
        terminal.Settings["Web:Address"] = "http://127.0.0.1:0";
        using (var serve = terminal.Start("serve"))
        {
            await serve.UntilSaidAsync("as its first manager");
            await OpenAsync(Regex.Match(serve.Said, @"first manager: (\S+)", RegexOptions.None, Patience).Groups[1].Value);
            await serve.KillAsync();
        }

        using var again = terminal.Start("serve");
        await again.UntilSaidAsync("Application started");

        Assert.DoesNotContain("first manager", again.Said, StringComparison.Ordinal);
        await again.KillAsync();
    }

    [Fact]
    public async Task Somebody_unknown_gets_no_link()
    {
        await using var terminal = await Terminal.OpenAsync();

        var answer = (await terminal.RunAsync("user", "password", "Nobody")).Is(1);

        Assert.Contains("Nobody here is called \"Nobody\"", answer.Talk, StringComparison.Ordinal);
    }

    private static async Task OpenAsync(string link)
    {
        using var http = new HttpClient();
        var form = new Dictionary<string, string> { ["password"] = "three wet otters sing", ["__RequestVerificationToken"] = Html.FormToken(await http.GetStringAsync(new Uri(link))) };
        using var body = new FormUrlEncodedContent(form);
        using var today = await http.PostAsync(new Uri(link), body);
        Assert.True(today.IsSuccessStatusCode);
    }
}
