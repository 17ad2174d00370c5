using System.Diagnostics;

namespace ActionSync.Testing;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    private const long Room = 2L << 30;

    /// <summary>In memory where there is enough: each of thousands of tests has a ledger, and each commit would be flushed to the disk.</summary>
    private static readonly string Parent = HasRoom("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();

    public TempFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; } = System.IO.Path.Combine(Parent, $"actionsync-test-{Guid.NewGuid():N}");

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException) when (!OperatingSystem.IsWindows())
        {
            // .NET cannot delete a file whose name is no text.
            using var remove = Process.Start("rm", ["-rf", Path]);
            remove.WaitForExit();
        }
    }

    private static bool HasRoom(string folder) => Directory.Exists(folder) && new DriveInfo(folder).AvailableFreeSpace > Room;
}
