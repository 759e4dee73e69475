using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>What a form must hold beyond a plan's row: an account, a name of its own, and pictures that X can show and everybody can read.</summary>
internal static class ComposeRules
{
    public static IEnumerable<ComposeMistake> MistakesIn(
        PostForm form, PostContent content, IReadOnlySet<string> taken, Dictionary<string, KeptPicture> kept, NetworkList networks)
    {
        if (form.PostTo.Count == 0)
            yield return new(PlanColumns.PostTo, "Post to: no account is ticked. Tick where it goes.");
        if (taken.Contains(content.Ref))
            yield return new(PlanColumns.Id, $"Id: there is a post \"{content.Ref}\" already. Give this one another, or leave it empty.");
        foreach (var picture in form.Pictures.Where(picture => !kept.ContainsKey(picture.Hash)))
            yield return new(PlanColumns.Media, $"{picture.FileName} is not kept here. Choose its file again.");
        foreach (var mistake in content.Pictures.SelectMany((picture, n) => Alt(picture, n, content, networks)))
            yield return mistake;
        if (content.Pictures.Count > 1 && content.Pictures.Any(picture => kept[picture.Hash].ContentType == "image/gif"))
            yield return new(PlanColumns.Media, "A GIF goes alone: take out the other pictures, or the GIF.");
    }

    private static IEnumerable<ComposeMistake> Alt(PostPicture picture, int n, PostContent content, NetworkList networks)
    {
        if (picture.AltText == "")
            yield return new(PlanColumns.Alt, $"Picture {n + 1}, {picture.FileName}, has no alt text: say what it shows, for those who cannot see it.");
        var most = content.Accounts.Select(account => networks.Find(account.Network).Limits.AltTextLength).DefaultIfEmpty(int.MaxValue).Min();
        if (picture.AltText.Length > most)
            yield return new(PlanColumns.Alt, $"The alt text of {picture.FileName} is {picture.AltText.Length} characters long and X takes {most}: shorten it.");
    }
}
