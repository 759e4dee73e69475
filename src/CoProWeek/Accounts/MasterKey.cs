using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

/// <summary>
/// The key that wraps the key ring: 256 bits in a file that only its owner may read, never in the database, so that
/// neither a stolen database nor a stolen backup opens anything.
/// </summary>
internal sealed class MasterKey(IOptions<SealingOptions> options, IConfiguration configuration)
{
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock making = new();

    /// <summary>Where it stands.</summary>
    /// <exception cref="InvalidOperationException">Neither a file nor a data directory is named.</exception>
    public string File => options.Value.MasterKeyFile is { Length: > 0 } named
        ? named
        : Path.Combine(configuration[SealingOptions.DataDirectory] ?? throw new InvalidOperationException("Accounts: no master key file is named and there is no data directory. Set Accounts:MasterKeyFile."), "master.key");

    /// <summary>The key, made at first use.</summary>
    /// <exception cref="InvalidOperationException">The file is not a key, or others may read it.</exception>
    public byte[] Read()
    {
        lock (making)
        {
            if (!System.IO.File.Exists(File))
                Make();
        }
        if (!OperatingSystem.IsWindows() && (System.IO.File.GetUnixFileMode(File) & ~OwnerOnly) is not UnixFileMode.None)
            throw new InvalidOperationException($"The master key {File} can be read by others than its owner. Run: chmod 600 {File}");
        var key = Convert.FromHexString(System.IO.File.ReadAllText(File).Trim());
        return key.Length == Bytes ? key : throw new InvalidOperationException($"{File} is no master key: it should hold {Bytes * 2} hex digits. Put the right file back from where you keep it.");
    }

    /// <summary>Written beside and moved into place: two processes that start together end up with one key.</summary>
    private void Make()
    {
        var fresh = $"{File}.{Guid.NewGuid():N}";
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = OwnerOnly;
        using (var file = new StreamWriter(fresh, how))
            file.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));
        try
        {
            System.IO.File.Move(fresh, File, overwrite: false);
        }
        catch (IOException) when (System.IO.File.Exists(File))
        {
            System.IO.File.Delete(fresh);
        }
    }
}

/// <summary>Configuration section <c>Accounts</c>.</summary>
internal sealed class SealingOptions
{
    /// <summary>The configuration key under which a host says where its data is.</summary>
    public const string DataDirectory = "DataDirectory";

    /// <summary>The file with the master key. Empty: <c>master.key</c> in the data directory, made at first use. Keep a copy apart from the backups.</summary>
    public string MasterKeyFile { get; init; } = "";
}
