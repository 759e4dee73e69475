using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Cli;

/// <summary>The worker against a server that it knows by its address and four keys alone, as it knows X.</summary>
public sealed class AnyServerTests
{
    [Fact]
    public async Task A_plan_due_now_arrives_at_whatever_server_is_configured_each_part_once_with_its_picture()
    {
        await using var terminal = await Terminal.OpenAsync();
        using var network = AppProcess.Start(new Dictionary<string, string?>(), "sandbox", "--json", "--port", "0", "--account", "Foo", "--account", "Bar");
        Configure(terminal, await PrintedAsync(network));
        await terminal.DoneAsync("plan", "import", TinyPlan.Write(terminal.Folder, ["Foo", "Bar"], "self",
            $"thread,{TinyPlan.Now},blog,\"First of three #CoProWeekScot\n---\nSecond of three\n---\nThird of three\",card.png,A yellow card,Foo,2h,not needed",
            $"both,{TinyPlan.Now},question,What is power? #CoProWeekScot,card.png,A question on a card,Foo|Bar,2h,not needed",
            $"not-yet,{TinyPlan.Later},notice,Not yet #CoProWeekScot,,,Bar,2h,"));
        await terminal.DoneAsync("post", "approve", "--all");

        using var worker = terminal.Start("serve", "--no-web");
        await Eventually.TrueAsync(async () => await SentAsync(terminal) == 3, () => $"They were not all sent. The worker said:\n{worker.Said}");

        Assert.Equal(0, await worker.StopAsync());
        Assert.Equal(
            ["Bar: What is power? #CoProWeekScot [A question on a card]", "Foo: First of three #CoProWeekScot [A yellow card]", "Foo: Second of three []",
             "Foo: Third of three []", "Foo: What is power? #CoProWeekScot [A question on a card]"],
            (await ArrivedAsync(terminal)).Order(StringComparer.Ordinal));
    }

    /// <summary>The keys as the network prints them: the OAuth 1.0a four, as people get them from X.</summary>
    private static void Configure(Terminal terminal, JsonElement printed)
    {
        terminal.Settings["X:BaseUrl"] = printed.GetProperty("address").GetString();
        foreach (var account in printed.GetProperty("accounts").EnumerateArray())
        {
            var handle = account.GetProperty("handle").GetString();
            terminal.Settings["X:ConsumerKey"] = account.GetProperty("consumerKey").GetString();
            terminal.Settings["X:ConsumerSecret"] = account.GetProperty("consumerSecret").GetString();
            terminal.Settings[$"X:Accounts:{handle}:AccessToken"] = account.GetProperty("accessToken").GetString();
            terminal.Settings[$"X:Accounts:{handle}:AccessTokenSecret"] = account.GetProperty("accessSecret").GetString();
        }
    }

    private static async Task<JsonElement> PrintedAsync(AppProcess network)
    {
        await Eventually.TrueAsync(() => Task.FromResult(network.Output.EndsWith("\n}", StringComparison.Ordinal)), () => network.Said);
        return JsonDocument.Parse(network.Output).RootElement;
    }

    private static async Task<long> SentAsync(Terminal terminal)
    {
        await using var connection = await terminal.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM deliveries WHERE state = 'sent'");
    }

    /// <summary>As "account: text [alt texts]"; a reply's own mark is left out.</summary>
    private static async Task<IEnumerable<string>> ArrivedAsync(Terminal terminal)
    {
        using var http = new HttpClient { BaseAddress = new(terminal.Settings["X:BaseUrl"]!) };
        var state = await http.GetFromJsonAsync<JsonElement>("/sandbox/state");
        return [.. state.GetProperty("posts").EnumerateArray().Select(Describe)];
    }

    private static string Describe(JsonElement post) =>
        $"{post.GetProperty("account")}: {post.GetProperty("text")} [{string.Join('|', post.GetProperty("media").EnumerateArray().Select(one => one.GetProperty("alt_text").GetString()))}]";
}
