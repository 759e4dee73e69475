using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CoProWeek.Web;

/// <summary>One sentence that the next page shows: what was just done.</summary>
internal static class Notices
{
    private const string Key = "said";

    extension(ITempDataDictionary kept)
    {
        public void Say(string sentence) => kept[Key] = sentence;

        public string? Said() => kept[Key] as string;
    }
}
