namespace CoProWeek.Tests.Support;

/// <summary>The files of this repository, as they are checked out.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    /// <summary>Files below some folders by the end of their names; what a build makes is left out.</summary>
    public static IEnumerable<RepositoryFile> Files(IEnumerable<string> folders, params string[] endings) =>
        from folder in folders
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.Ordinal)) && !name.Split('/').Any(part => part is "bin" or "obj")
        orderby name
        select new RepositoryFile(name, File.ReadAllLines(path));

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CoProWeek.sln")))
            at = at.Parent ?? throw new InvalidOperationException("These tests run from inside the repository.");
        return at.FullName;
    }
}

/// <summary>A file by its path below the root, and what it holds.</summary>
internal sealed record RepositoryFile(string Name, IReadOnlyList<string> Lines)
{
    /// <summary>Lines in which something is found, as "file:line: the line".</summary>
    public IEnumerable<string> Where(Func<string, bool> found) =>
        Lines.Index().Where(line => found(line.Item)).Select(line => $"{Name}:{line.Index + 1}: {line.Item.Trim()}");
}
