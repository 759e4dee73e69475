namespace CoProWeek.Networks;

/// <summary>What one record of an archive holds: a post, or why it holds none.</summary>
internal abstract record Archived
{
    private Archived()
    {
    }

    /// <param name="Found">Read as the network's own answers are.</param>
    internal sealed record Post(FoundPost Found) : Archived
    {
        /// <summary>When its numbers were read; null where the archive does not say.</summary>
        public DateTimeOffset? ReadAt { get; init; }

        /// <summary>The hashtags of what it answers, quotes or repeats: a shortened repost has lost its own.</summary>
        public IReadOnlyList<string> AroundIt { get; init; } = [];
    }

    /// <param name="Why">In words, without a full stop.</param>
    /// <param name="Text">The part of the record that could not be read; null for all of it.</param>
    internal sealed record Broken(string Why, string? Text = null) : Archived;
}
