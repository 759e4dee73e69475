namespace CoProWeek.Web;

/// <summary>How many mentions are held, as far as they were counted.</summary>
internal sealed record HeldRow
{
    public required int LastHour { get; init; }

    public required int LastDay { get; init; }

    public required int AllHeld { get; init; }

    /// <summary>"1 post", "1,204 posts", "more than 5,000 posts".</summary>
    public static string Posts(int n) => $"{Number(n)} {(n == 1 ? "post" : "posts")}";

    /// <summary>"1,204", "more than 5,000".</summary>
    public static string Number(int n) => n > MentionsView.MostCounted ? $"more than {MentionsView.MostCounted:N0}" : $"{n:N0}";
}
