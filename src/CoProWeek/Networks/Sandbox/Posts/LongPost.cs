using System.Globalization;
using System.Text;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>A post beyond 280, whose text is cut and whose whole stands in its note.</summary>
internal static class LongPost
{
    /// <summary>An ellipsis, a space and a link.</summary>
    private const int Ending = 2 + 1 + 23;

    public static bool Is(SandboxPost post) => post.RepostOf is null && WeightedLength.Of(post.Text) > WeightedLength.Limit;

    public static string Beginning(string text)
    {
        var cut = new StringBuilder();
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext(); cut.Append(elements.GetTextElement()))
        {
            if (WeightedLength.Of($"{cut}{elements.GetTextElement()}") > WeightedLength.Limit - Ending)
                break;
        }
        return cut.ToString().TrimEnd();
    }
}
