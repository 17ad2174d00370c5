using System.Diagnostics;

namespace ActionSync.Simulators.Chaos;

/// <summary>
/// A small file system of the run's own under the workers' data folder, so that it can be filled; without root an ordinary folder that never is.
/// </summary>
internal sealed class SmallDisk
{
    private const string Size = "64m";
    private readonly string _folder;

    private SmallDisk(string folder, bool isMounted) => (_folder, IsMounted) = (folder, isMounted);

    /// <summary>It can be filled.</summary>
    public bool IsMounted { get; }

    private string Ballast => Path.Combine(_folder, ".ballast");

    public static async Task<SmallDisk> MountAsync(string folder, TextWriter told, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var mounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && await RunAsync("mount", ["-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder], cancellationToken) == 0;
        if (!mounted)
            await told.WriteLineAsync("chaos: no disk is filled up in this run; that needs root on Linux.");
        return new SmallDisk(folder, mounted);
    }

    /// <summary>Not a byte is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 1 << 20, 1 << 12, 1 })
        {
            try
            {
                for (var bytes = new byte[piece]; ;)
                    file.Write(bytes);
            }
            catch (IOException)
            {
                // Full, as far as pieces of this size go.
            }
        }
    }

    public void Empty() => File.Delete(Ballast);

    /// <param name="keep">What is on it is moved to an ordinary folder first.</param>
    public async Task UnmountAsync(bool keep)
    {
        if (!IsMounted)
            return;
        var kept = $"{_folder}.kept";
        if (keep)
            await RunAsync("cp", ["-a", _folder, kept], CancellationToken.None);
        await RunAsync("umount", ["-l", _folder], CancellationToken.None);
        if (keep)
            Directory.Move(kept, Path.Combine(_folder, "kept"));
    }

    private static async Task<int> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
