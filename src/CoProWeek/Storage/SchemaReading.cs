namespace CoProWeek.Storage;

/// <summary>A file that the database says was applied to it.</summary>
internal sealed record AppliedMigration
{
    public required string Name { get; init; }

    public required string Sha256 { get; init; }
}

/// <summary>Compares our files with what a database records.</summary>
internal static class SchemaReading
{
    public static SchemaStatus Compare(IReadOnlyList<Migration> ours, IReadOnlyList<AppliedMigration> applied)
    {
        var known = ours.ToDictionary(migration => migration.Name, StringComparer.Ordinal);
        if (applied.Where(row => !known.ContainsKey(row.Name)).Select(row => row.Name).ToList() is { Count: > 0 } unknown)
            return new SchemaStatus.Ahead(unknown);
        if (applied.FirstOrDefault(row => known[row.Name].Sha256 != row.Sha256) is { } edited)
            return new SchemaStatus.Edited(edited.Name);
        var missing = ours.Select(migration => migration.Name).Except(applied.Select(row => row.Name), StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? new SchemaStatus.Current() : new SchemaStatus.Behind(missing, IsEmpty: applied.Count == 0);
    }
}
