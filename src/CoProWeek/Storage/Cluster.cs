using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Storage;

/// <summary>The Postgres programs at work on one cluster: made, started and stopped, always by <c>pg_ctl</c>, never as a child of ours.</summary>
internal sealed class Cluster(ClusterFolder folder, PostgresPrograms programs, PostgresUser user, EmbeddedPostgresOptions options)
{
    public const string Role = "coproweek";

    /// <summary>Recovery after a crash may take minutes.</summary>
    private const string SecondsToStart = "600";
    private const string SecondsToStop = "60";
    private const int PasswordLength = 48;

    /// <summary>Made beside its place and moved there whole, so that a killed process leaves no half of one.</summary>
    public async Task MakeAsync()
    {
        if (Directory.Exists(folder.NewCluster))
            Directory.Delete(folder.NewCluster, recursive: true);
        Directory.CreateDirectory(folder.NewCluster, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        WritePassword();
        await user.GiveAsync(folder.NewCluster, folder.PasswordFile);
        var made = await user.RunAsync([
            programs["initdb"], "-D", folder.NewCluster, "-U", Role, "--pwfile", folder.PasswordFile,
            "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", .. options.Durable ? [] : new[] { "--no-sync" }]);
        if (!made.Succeeded)
            throw new EmbeddedPostgresException($"Postgres {programs.Major} could not make a database in {folder.Path}: {made.Said}");
        Directory.Move(folder.NewCluster, folder.Cluster);
    }

    public string ReadPassword() => File.ReadAllText(folder.PasswordFile).Trim();

    public Task<CommandResult> StartAsync(int port) => user.RunAsync(
        programs["pg_ctl"], "start", "-w", "-t", SecondsToStart, "-D", folder.Cluster, "-l", folder.Log, "-o", Arguments(port));

    public async Task StopAsync()
    {
        if (Postmaster.Find(folder.Cluster) is null)
            return;
        var stopped = await user.RunAsync(programs["pg_ctl"], "stop", "-w", "-t", SecondsToStop, "-m", "fast", "-D", folder.Cluster);
        if (!stopped.Succeeded && Postmaster.Find(folder.Cluster) is not null)
            throw new EmbeddedPostgresException($"The database in {folder.Path} could not be stopped: {stopped.Said}");
    }

    private void WritePassword()
    {
        File.Delete(folder.PasswordFile);
        using var file = new FileStream(folder.PasswordFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(PasswordLength)));
    }

    /// <summary>No Unix socket: its folder would have to be writable by whoever runs us. Values go through a shell.</summary>
    private string Arguments(int port)
    {
        IEnumerable<string> settings =
        [
            "listen_addresses=127.0.0.1", $"port={port}", "unix_socket_directories=", "log_checkpoints=off",
            .. options.Durable ? [] : new[] { "fsync=off", "synchronous_commit=off", "full_page_writes=off" },
            .. options.Settings,
        ];
        return string.Join(' ', settings.Select(setting => $"-c '{setting}'"));
    }
}
