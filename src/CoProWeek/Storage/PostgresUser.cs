namespace CoProWeek.Storage;

/// <summary>
/// Who runs the Postgres programs. They refuse to run as root; so root becomes <c>postgres</c> where that user exists,
/// else a system user of ours. Everybody else runs them as themselves.
/// </summary>
internal sealed class PostgresUser
{
    private const string Usual = "postgres";
    private const string Ours = "coproweek-postgres";

    private readonly string[] becoming;

    private PostgresUser(string name, string[] becoming) => (Name, this.becoming) = (name, becoming);

    public string Name { get; }

    /// <summary>Whether the files must be given to that user.</summary>
    public bool IsAnother => becoming.Length > 0;

    public static async Task<PostgresUser> ChooseAsync()
    {
        if (!Environment.IsPrivilegedProcess)
            return new(Environment.UserName, []);
        var name = await ExistsAsync(Usual) ? Usual : await ExistsAsync(Ours) ? Ours : await AddAsync();
        return await BecomeAsync(name);
    }

    /// <summary>Root's only.</summary>
    public static async Task<PostgresUser> BecomeAsync(string name) => new(name, await HowToBecomeAsync(name));

    public Task<CommandResult> RunAsync(params IEnumerable<string> line) => SystemCommand.RunAsync(becoming.Concat(line));

    /// <summary>Hands over files that root made for it.</summary>
    public async Task GiveAsync(params IEnumerable<string> paths)
    {
        if (IsAnother && await SystemCommand.RunAsync(["chown", $"{Name}:", .. paths]) is { Succeeded: false } refused)
            throw new EmbeddedPostgresException($"The files of the database could not be given to the user \"{Name}\": {refused.Said}");
    }

    private static async Task<bool> ExistsAsync(string name) => (await SystemCommand.RunAsync("id", "-u", name)).Succeeded;

    private static async Task<string> AddAsync()
    {
        var added = await SystemCommand.RunAsync("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/", "--shell", "/bin/sh", Ours);
        if (added.ExitCode == CommandResult.NotFound)
            added = await SystemCommand.RunAsync("adduser", "-S", "-D", "-H", "-h", "/", "-s", "/bin/sh", Ours);
        return added.Succeeded ? Ours : throw new EmbeddedPostgresException(
            $"Postgres does not run as root, and the system user \"{Ours}\" could not be added for it: {added.Said}. Add that user, or run coproweek as an ordinary user.");
    }

    /// <summary>The first of the usual programs that is here and works.</summary>
    private static async Task<string[]> HowToBecomeAsync(string name)
    {
        string[][] ways =
        [
            ["setpriv", $"--reuid={name}", $"--regid={await GroupAsync(name)}", "--init-groups", "--"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"],
        ];
        foreach (var way in ways)
        {
            if ((await SystemCommand.RunAsync([.. way, "true"])).Succeeded)
                return way;
        }
        throw new EmbeddedPostgresException(
            $"Postgres does not run as root, and none of setpriv, runuser and su could become the user \"{name}\". Run coproweek as an ordinary user.");
    }

    private static async Task<string> GroupAsync(string name) => (await SystemCommand.RunAsync("id", "-g", name)).Output.Trim();
}
