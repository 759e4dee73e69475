using CoProWeek.Networks;
using CoProWeek.Publishing;
using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Crash;

/// <summary>The people of a random life, who do anything at any time, and when they are asked look before they answer.</summary>
internal sealed class LifePeople(LiveWeek week, Dice dice)
{
    private const string Ailsa = "Ailsa";

    public async Task ActAsync()
    {
        if (await AnyPostAsync() is not { } post)
            return;
        var may = week.Get<Interventions>();
        await (dice.Below(11) switch
        {
            0 => may.HoldAsync(post, "a test: wait", Ailsa, CancellationToken.None),
            1 or 2 => may.ResumeAsync(post, Ailsa, CancellationToken.None),
            3 => may.SendNowAsync(post, Ailsa, CancellationToken.None),
            4 => CancelAsync(post),
            5 or 6 => AnswerAsync(post),
            7 => week.Get<StopAll>().SetAsync("a test: stop", Ailsa, CancellationToken.None),
            8 => week.Get<StopAll>().LiftAsync(Ailsa, CancellationToken.None),
            9 => week.Get<TakeDown>().RemoveAsync(await week.PostAsync(post), null, "a test: gone", Ailsa, CancellationToken.None),
            _ => dice.Happens(0.3)
                ? week.Get<AccountPauses>().PauseAsync(week.Account, "a test: pause", Ailsa, CancellationToken.None)
                : week.Get<AccountPauses>().ResumeAsync(week.Account, Ailsa, CancellationToken.None),
        });
    }

    private const string HeldSql = "SELECT post_id FROM deliveries WHERE state = 'held'";

    /// <summary>Everything that waits for a person gets its answer.</summary>
    public async Task LetGoAsync()
    {
        await week.Get<StopAll>().LiftAsync(Ailsa, CancellationToken.None);
        await week.Get<AccountPauses>().ResumeAsync(week.Account, Ailsa, CancellationToken.None);
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        foreach (var post in await rows.QueryAsync<long>(HeldSql))
        {
            await AnswerAsync(post);
            await week.Get<Interventions>().ResumeAsync(post, Ailsa, CancellationToken.None);
        }
    }

    private async Task CancelAsync(long post) => await week.Get<Approvals>().CancelAsync(await week.PostAsync(post), "a test: taken back", Ailsa, CancellationToken.None);

    private const string NextPartSql = """
        SELECT p.text
          FROM deliveries d
          JOIN delivery_parts p ON p.delivery_id = d.id AND p.n = d.parts_out + 1
         WHERE d.post_id = @post
         ORDER BY d.id DESC
         LIMIT 1
        """;

    /// <summary>Is it out? They look, and give its link or say that it is not.</summary>
    private async Task AnswerAsync(long post)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        if (await rows.ExecuteScalarAsync<string?>(NextPartSql, new { post }) is not { } text)
            return;
        var key = CrashPost.KeyOf(text);
        var there = (await week.ArrivedAsync()).FirstOrDefault(one => CrashPost.KeyOf(one.GetProperty("text").GetString()!) == key);
        if (there.ValueKind is System.Text.Json.JsonValueKind.Undefined)
            await week.Get<Interventions>().DidNotGoOutAsync(post, null, Ailsa, CancellationToken.None);
        else
            await week.Get<Interventions>().WentOutAsync(post, null, Link(there.GetProperty("id").GetString()!), Ailsa, CancellationToken.None);
    }

    private string Link(string id) => week.Get<NetworkList>().Find("x").LinkTo(new NetworkAccount(week.Account, "ScotCoPro"), long.Parse(id)).AbsoluteUri;

    private async Task<long?> AnyPostAsync()
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        var posts = (await rows.QueryAsync<long>("SELECT id FROM posts ORDER BY id")).AsList();
        return posts.Count == 0 ? null : dice.Of(posts);
    }
}
