using System.Text;

namespace CoProWeek.Collecting;

/// <summary>Folds case and width, so that #CoProWeekScot and #coproweekscot are one tag whatever the database's locale.</summary>
internal static class Fold
{
    public static string Tag(string tag) => tag.Trim('#', '＃', ' ').Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    public static string Handle(string handle) => handle.TrimStart('@').ToLowerInvariant();

    public static string Host(string url)
    {
        var host = new Uri(url).IdnHost.ToLowerInvariant();
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
