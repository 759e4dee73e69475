namespace CoProWeek.Alerts;

/// <summary>How a call of somebody's address ended.</summary>
/// <param name="Ok">It was taken.</param>
/// <param name="Said">What was answered, or why nothing was; never a word of the address beyond its host.</param>
internal sealed record Called(bool Ok, string Said)
{
    public int? Status { get; init; }

    /// <summary>Not sooner than this, the other side says.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>It will never be taken as it is. What is about the address is put right in the settings, so it waits.</summary>
    public bool IsFinal => Status is 400 or 413 or 422;
}
