using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>An upload laid out in a folder and read: what it would change. The folder goes when this is disposed.</summary>
internal sealed class OpenUpload : IDisposable
{
    private readonly string folder;
    private readonly PlanPackage package;

    private OpenUpload(string folder, PlanPackage package) => (this.folder, this.package) = (folder, package);

    public PreparedImport Prepared { get; private set; } = new([], null, []);

    /// <exception cref="RefusedException">It cannot be unpacked, or holds no plan.</exception>
    public static async Task<OpenUpload> ReadAsync(PlanUpload upload, PlanImport import, CancellationToken stop)
    {
        var made = Directory.CreateTempSubdirectory("coproweek-upload-").FullName;
        PlanPackage? unpacked = null;
        try
        {
            var plan = Path.Combine(made, upload.Plan.Name);
            await File.WriteAllBytesAsync(plan, upload.Plan.Bytes, stop);
            unpacked = PlanPackage.Open([plan]);
            var beside = Directory.Exists(unpacked.Paths[0]) ? unpacked.Paths[0] : made;
            foreach (var picture in upload.Files.Where(file => !file.IsPlan))
                await PutAsync(beside, picture, stop);
            return new OpenUpload(made, unpacked) { Prepared = await import.PrepareAsync(unpacked.Paths, upload.Slug, stop) };
        }
        catch
        {
            unpacked?.Dispose();
            Directory.Delete(made, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        package.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The name came from the plan, which may ask for anything.</summary>
    private static async Task PutAsync(string beside, PlanUploadFile picture, CancellationToken stop)
    {
        var path = Path.GetFullPath(picture.Name, beside);
        if (!path.StartsWith(beside + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, picture.Bytes, stop);
    }
}
