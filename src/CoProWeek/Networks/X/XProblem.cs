namespace CoProWeek.Networks.X;

/// <summary>What X said was wrong, from any of the shapes it says it in: problem+json, a list of errors, or neither.</summary>
internal sealed record XProblem(string Detail, string Type)
{
    /// <summary>The code of the older API for a text that stands there already.</summary>
    private const long DuplicateCode = 187;

    public bool IsDuplicate { get; private init; }

    public static XProblem Of(XReply.Answer answer)
    {
        var first = answer.Json.Rows("errors").FirstOrDefault();
        // Where there are both, the general "detail" says less than the first error's "message".
        var detail = first.Text("message") ?? answer.Json.Text("detail") ?? first.Text("detail")
            ?? answer.Json.Text("title") ?? first.Text("title") ?? answer.Json.Text("error") ?? "";
        var type = answer.Json.Text("type") ?? first.Text("type") ?? "";
        return new(XReply.Cut(detail), type[(type.LastIndexOf('/') + 1)..])
        {
            IsDuplicate = detail.Contains("duplicate", StringComparison.OrdinalIgnoreCase) || first.Number("code") is DuplicateCode,
        };
    }

    /// <summary>In brackets behind a sentence: the status, and X's own words if there are any.</summary>
    public string Quote(int status) => Detail.Length == 0 ? $"({status})" : $"({status}: \"{Detail.TrimEnd('.')}\")";
}
