namespace CoProWeek.Storage;

/// <summary>How a database's schema stands to this program. Only <see cref="Current"/> may be worked with.</summary>
internal abstract record SchemaStatus
{
    private SchemaStatus()
    {
    }

    /// <summary>What to tell a person: actor, cause, next step.</summary>
    public abstract string Explanation { get; }

    internal sealed record Current : SchemaStatus
    {
        public override string Explanation => "The database's schema is current.";
    }

    /// <summary>Files of ours have not been applied to it; all of them when <paramref name="IsEmpty"/>.</summary>
    internal sealed record Behind(IReadOnlyList<string> Missing, bool IsEmpty) : SchemaStatus
    {
        public override string Explanation =>
            $"The database is older than this program: {string.Join(", ", Missing)} {(Missing.Count == 1 ? "has" : "have")} not been applied to it. " +
            "Make a backup (coproweek backup FILE), then run: coproweek migrate";
    }

    /// <summary>A file that was applied differs from ours of the same name.</summary>
    internal sealed record Edited(string Name) : SchemaStatus
    {
        public override string Explanation =>
            $"The file migrations/{Name} was changed after it had been applied to this database, so nobody knows what the database looks like. " +
            "Put the file back as it was and add a new numbered one instead, then run: coproweek migrate";
    }

    /// <summary>A newer program has been here: it applied files that we do not have.</summary>
    internal sealed record Ahead(IReadOnlyList<string> Unknown) : SchemaStatus
    {
        public override string Explanation =>
            $"The database is newer than this program: {string.Join(", ", Unknown)} {(Unknown.Count == 1 ? "was" : "were")} applied to it by a later version of coproweek. " +
            "Run that version (coproweek migrate cannot go back), or restore a backup made before it into an empty database.";
    }
}

/// <summary>The schema is not what this program needs. The message is for people.</summary>
internal sealed class SchemaException(SchemaStatus status) : Exception(status.Explanation)
{
    public SchemaStatus Status { get; } = status;
}
