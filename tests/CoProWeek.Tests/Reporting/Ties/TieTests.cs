using System.Xml.Linq;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Ties;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting.Ties;

/// <summary>Who turns to whom, over rows that a person can count.</summary>
public sealed class TieTests : IAsyncLifetime
{
    private static readonly XNamespace Gexf13 = "http://gexf.net/1.3";

    private ReportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ReportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Each_post_counts_once_for_each_account_it_turns_to_as_an_answer_before_a_quote_before_a_naming()
    {
        await FillAsync();

        var sums = await ReadAsync();

        // Bram: two answers to Ailsa that name her as well, and one post that only names her. Cara: answers and quotes one post of Ailsa's,
        // which is an answer, and names us, Bram and somebody of whom no post is held. Ailsa: quotes us once. Nobody turns to themselves.
        var lines = sums.Strongest.Select(Line).ToList();
        Assert.Equal("@Bram > @Ailsa: 3 posts, 2 answers, 0 quotes, 1 namings", lines[0]);
        Assert.Equal(
            [
                "@Ailsa > @ScotCoPro: 1 posts, 0 answers, 1 quotes, 0 namings",
                "@Cara > @Ailsa: 1 posts, 1 answers, 0 quotes, 0 namings",
                "@Cara > @Bram: 1 posts, 0 answers, 0 quotes, 1 namings",
                "@Cara > @ScotCoPro: 1 posts, 0 answers, 0 quotes, 1 namings",
                "@Cara > @elsewhere: 1 posts, 0 answers, 0 quotes, 1 namings",
            ],
            lines.Skip(1).Order(StringComparer.Ordinal));
        Assert.Equal((5, 6), (sums.Accounts, sums.Pairs));
    }

    [Fact]
    public async Task Without_names_others_are_numbers_and_ours_stand_by_name()
    {
        await FillAsync();

        var labels = (await ReadAsync()).Strongest.SelectMany(tie => new[] { tie.From.Label(isFull: false), tie.To.Label(isFull: false) }).Distinct().Order(StringComparer.Ordinal).ToList();

        // Ailsa is in 5 posts, Cara in 4, Bram in 4, we in 2, and one account that was only named in 1.
        Assert.Equal(["@ScotCoPro", "Account 1", "Account 2", "Account 3", "Account 5"], labels);
    }

    [Fact]
    public async Task The_file_is_GEXF_1_3_and_holds_every_tie()
    {
        await FillAsync();

        var graph = await WriteAsync(isFull: true);

        Assert.Equal((Gexf13 + "gexf", "1.3"), (graph.Root!.Name, graph.Root.Attribute("version")!.Value));
        Assert.Equal(["meta", "graph"], graph.Root.Elements().Select(element => element.Name.LocalName));
        var inside = graph.Root.Element(Gexf13 + "graph")!;
        Assert.Equal(["attributes", "attributes", "nodes", "edges"], inside.Elements().Select(element => element.Name.LocalName));
        Assert.Equal("directed", inside.Attribute("defaultedgetype")!.Value);
        var nodes = inside.Descendants(Gexf13 + "node").ToDictionary(node => node.Attribute("id")!.Value, node => node.Attribute("label")!.Value);
        Assert.Equal(["@Ailsa", "@Bram", "@Cara", "@ScotCoPro", "@elsewhere"], nodes.Values.Order(StringComparer.Ordinal));
        var edges = inside.Descendants(Gexf13 + "edge").ToList();
        Assert.Equal(6, edges.Count);
        Assert.Equal(edges.Count, edges.Select(edge => edge.Attribute("id")!.Value).Distinct().Count());
        var strongest = edges[0];
        Assert.Equal(("@Bram", "@Ailsa", "3"), (nodes[strongest.Attribute("source")!.Value], nodes[strongest.Attribute("target")!.Value], strongest.Attribute("weight")!.Value));
        Assert.Equal([("answers", "2"), ("quotes", "0"), ("namings", "1")], strongest.Descendants(Gexf13 + "attvalue").Select(value => (value.Attribute("for")!.Value, value.Attribute("value")!.Value)));
        // Every value is of an attribute that is declared.
        var declared = inside.Descendants(Gexf13 + "attribute").Select(attribute => attribute.Attribute("id")!.Value).ToHashSet();
        Assert.All(inside.Descendants(Gexf13 + "attvalue"), value => Assert.Contains(value.Attribute("for")!.Value, declared));
    }

    [Fact]
    public async Task Without_names_no_handle_but_ours_is_in_the_file()
    {
        await FillAsync();

        var written = (await WriteAsync(isFull: false)).ToString();

        Assert.All(["Ailsa", "Bram", "Cara", "elsewhere"], name => Assert.DoesNotContain(name, written, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("label=\"@ScotCoPro\"", written, StringComparison.Ordinal);
        Assert.Contains("it may be published", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_is_text_and_breaks_nothing()
    {
        const string Name = "\"/><script>alert(1)</script>&\u0001\u202E";
        await A.Campaign(desk.Database, name: "<b>&week</b>");
        var post = await A.Mention(desk.Database, await A.Author(desk.Database, Name));
        await A.Names(desk.Database, post, "ScotCoPro");

        var label = (await WriteAsync(isFull: true)).Descendants(Gexf13 + "node").Select(node => node.Attribute("label")!.Value).Single(value => value != "@scotcopro");

        // XML cannot hold the control character.
        Assert.Equal($"@{Name.Replace('\u0001', '\uFFFD')}", label);
    }

    [Fact]
    public async Task What_is_removed_is_in_no_tie_kept_or_new()
    {
        await FillAsync();
        Assert.Contains((await ReadAsync()).Strongest, tie => tie.From.Handle == "Ailsa" || tie.To.Handle == "Ailsa");

        await desk.Get<Remover>().RemoveAsync("@Ailsa", "She asked", "Bina", CancellationToken.None);
        var sums = await ReadAsync();

        // What others wrote is theirs: Bram's posts and Cara's still name her, and answer nothing that is held.
        Assert.DoesNotContain(sums.Strongest, tie => tie.From.Handle == "Ailsa" || tie.Edge is { Answers: > 0 } or { Quotes: > 0 });
    }

    [Fact]
    public async Task Of_no_post_there_is_no_tie_and_the_file_is_whole()
    {
        await A.Campaign(desk.Database);

        Assert.Equal((0, 0, 0), ((await ReadAsync()).Accounts, (await ReadAsync()).Pairs, (await ReadAsync()).Strongest.Count));
        Assert.Empty((await WriteAsync(isFull: true)).Descendants(Gexf13 + "edge"));
    }

    private async Task FillAsync()
    {
        var db = desk.Database;
        await A.Campaign(db);
        var (ours, ailsa, bram, cara) = (await A.Author(db, "ScotCoPro"), await A.Author(db, "Ailsa"), await A.Author(db, "Bram"), await A.Author(db, "Cara"));
        var (asked, hers) = (await A.Mention(db, ours, At(1)), await A.Mention(db, ailsa, At(2)));
        await A.Turns(db, hers, quotes: asked);
        foreach (var n in new[] { 3, 4 })
        {
            var answer = await A.Mention(db, bram, At(n), kind: "reply");
            await A.Turns(db, answer, answers: hers);
            await A.Names(db, answer, "Ailsa");
        }
        await A.Names(db, await A.Mention(db, bram, At(5)), "AILSA");
        var both = await A.Mention(db, cara, At(6), kind: "quote");
        await A.Turns(db, both, answers: hers, quotes: hers);
        foreach (var named in new[] { "ScotCoPro", "Bram", "Elsewhere", "cara" })
            await A.Names(db, both, named);
        // None of these turns to anybody that counts: her own thread, a repost, one without the hashtag, one outside the days, one that is gone.
        await A.Turns(db, await A.Mention(db, ailsa, At(7), kind: "reply"), answers: hers);
        await A.Names(db, await A.Mention(db, cara, At(8), kind: "repost"), "Ailsa");
        await A.Names(db, await A.Mention(db, cara, At(9), tags: ["Elsewhere"]), "Ailsa");
        await A.Names(db, await A.Mention(db, cara, A.MondayMorning.AddDays(200)), "Ailsa");
        await A.Names(db, await A.Mention(db, cara, At(10), hidden: true), "Ailsa");
    }

    private static string Line(Tie tie) =>
        $"{tie.From.Label(isFull: true)} > {tie.To.Label(isFull: true)}: {tie.Edge.Posts} posts, {tie.Edge.Answers} answers, {tie.Edge.Quotes} quotes, {tie.Edge.Namings} namings";

    private static DateTimeOffset At(int minute) => A.MondayMorning.AddMinutes(minute);

    private async Task<TieSums> ReadAsync()
    {
        var campaign = await desk.Get<CampaignStore>().NamedOrOnlyAsync(null);
        return await desk.Get<TieStore>().ReadAsync(campaign, ReportSpan.Of(campaign, null, null), CancellationToken.None);
    }

    private async Task<XDocument> WriteAsync(bool isFull)
    {
        var campaign = await desk.Get<CampaignStore>().NamedOrOnlyAsync(null);
        var span = ReportSpan.Of(campaign, null, null);
        using var file = new MemoryStream();
        await using (var graph = await TieGraph.OpenAsync(desk.Database, campaign, span, CancellationToken.None))
            await Gexf.WriteAsync(file, graph, campaign, span, A.Counting, isFull, CancellationToken.None);
        file.Position = 0;
        return XDocument.Load(file);
    }
}
