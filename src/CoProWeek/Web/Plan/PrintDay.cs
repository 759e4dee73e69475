using System.Globalization;
using CoProWeek.Campaigns;

namespace CoProWeek.Web;

/// <summary>A day on paper: its posts, cut alike where they would run over the side, and the slots that nothing fills.</summary>
internal sealed record PrintDay(DateOnly Day, IReadOnlyList<Post> Posts, IReadOnlyList<DayEntry> Gaps, int Most)
{
    // Measured on A4 landscape in the print sheet's type: lines under the head, and letters across the whole side.
    private const int Lines = 52;
    private const int LettersAcross = 190;
    private const int DaysAbreast = 7;
    private const int Shortest = 20;
    private const int Longest = 4_000;

    /// <param name="campaign">Whose week it is.</param>
    /// <param name="all">Its posts.</param>
    /// <param name="gapsOf">The empty places of a day, as the week's page shows them.</param>
    public static IReadOnlyList<PrintDay> Of(Campaign campaign, IReadOnlyList<Post> all, Func<DateOnly, IReadOnlyList<DayEntry>> gapsOf)
    {
        var count = campaign.WeekTo.DayNumber - campaign.WeekFrom.DayNumber + 1;
        return [.. Enumerable.Range(0, count).Select(n => campaign.WeekFrom.AddDays(n)).Select(day => Of(day, all, gapsOf(day), count))];
    }

    /// <summary>The parts of a thread one after the other.</summary>
    public string Text(Post post) => Cut(Whole(post), Most);

    public string Alt(Post post) => Cut(WholeAlt(post), Most / 2);

    private static PrintDay Of(DateOnly day, IReadOnlyList<Post> all, IReadOnlyList<DayEntry> gaps, int count)
    {
        var posts = all.Where(post => post.Content.SlotOn == day).OrderBy(post => post.SlotAt).ToList();
        var bands = (count + DaysAbreast - 1) / DaysAbreast;
        var room = Lines / bands - 3 * (bands - 1) - 2 * gaps.Count;
        var across = LettersAcross / Math.Min(count, DaysAbreast);
        var lengths = posts.ConvertAll(post => (Whole(post).Length, WholeAlt(post).Length));
        var most = Longest;
        while (most > Shortest && lengths.Sum(of => LinesOf(of, most, across)) > room)
            most -= Shortest;
        return new PrintDay(day, posts, gaps, most);
    }

    private static double LinesOf((int Text, int Alt) length, int most, int across) => 1.7
        + Math.Ceiling((double)Math.Min(length.Text, most) / across)
        + Math.Ceiling((double)Math.Min(length.Alt, most / 2) / across);

    private static string Whole(Post post) => string.Join(" / ", Wording.Of(post.Content).Take(1).SelectMany(said => said.Parts)).ReplaceLineEndings(" ");

    private static string WholeAlt(Post post) => post.Content.Pictures.Count == 0
        ? ""
        : "Picture: " + string.Join(" / ", post.Content.Pictures.Select(picture => picture.AltText == "" ? picture.FileName : picture.AltText)).ReplaceLineEndings(" ");

    private static string Cut(string text, int most)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        return starts.Length <= most ? text : $"{text[..starts[most]].TrimEnd()}…";
    }
}
