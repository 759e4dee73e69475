using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>Keeps pictures as soon as they come, whatever else is wrong with the form, so that none has to be chosen twice.</summary>
internal sealed class Uploads(MediaStore media, NetworkList networks, CampaignClock clock)
{
    /// <summary>All of a form: four pictures of X's size, and the words.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private const int LongestName = 120;

    /// <summary>The form with its new pictures in their places; a file that is none is named among the mistakes.</summary>
    public async Task<PostForm> KeepAsync(PostForm form, IFormFileCollection files, Campaign campaign, List<ComposeMistake> mistakes, CancellationToken stop)
    {
        var places = form.Places.ToArray();
        foreach (var n in Enumerable.Range(0, places.Length))
            if (files.GetFile($"file-{n}") is { FileName.Length: > 0 } file)
                places[n] = await KeepAsync(file, places[n], campaign, mistakes, stop);
        return form with { Places = places };
    }

    private async Task<PostPicture> KeepAsync(IFormFile file, PostPicture place, Campaign campaign, List<ComposeMistake> mistakes, CancellationToken stop)
    {
        var (name, most) = (NameOf(file.FileName), MostOf(campaign));
        if (file.Length > most)
        {
            mistakes.Add(new("media", $"{name} has {file.Length / 1024:N0} KB and X takes {most / 1024:N0}: save it smaller, then choose it again."));
            return place;
        }
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, stop);
        try
        {
            return place with { Hash = (await media.KeepAsync(name, copy.ToArray(), clock.GetUtcNow(), stop)).Hash, FileName = name };
        }
        catch (RefusedException e)
        {
            mistakes.Add(new("media", e.Message));
            return place;
        }
    }

    /// <summary>The file's own name, without folders and without what the plan parts names by.</summary>
    public static string NameOf(string said)
    {
        var name = new string([.. said[(said.LastIndexOfAny(['/', '\\']) + 1)..].Where(each => each != '|' && !char.IsControl(each))]).Trim();
        return name switch { "" => "picture", { Length: > LongestName } => name[^LongestName..], _ => name };
    }

    private int MostOf(Campaign campaign) =>
        campaign.Accounts.Select(account => networks.Find(account.Network).Limits.PictureBytes).DefaultIfEmpty(5 * 1024 * 1024).Min();
}

/// <summary>What keeps the form from being saved, by the plan's column it stands in.</summary>
internal sealed record ComposeMistake(string Field, string Words);
