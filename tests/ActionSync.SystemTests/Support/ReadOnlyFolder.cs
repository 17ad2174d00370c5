using System.Diagnostics;
using System.Runtime.Versioning;

namespace ActionSync.SystemTests.Support;

/// <summary>
/// Surroundings in which a process may read a folder and not write it. Root is bound by no mode, so its process has to lose the rights for that; who is not
/// root is bound anyway.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ReadOnlyFolder : IDisposable
{
    private static readonly Lazy<bool> CanMount = new(() => Succeeds("unshare", "-Urm", "mount", "--bind", "/tmp", "/tmp"));

    private readonly List<(string Path, UnixFileMode Mode)> _modes = [];

    private ReadOnlyFolder(string[] surroundings) => Launcher = surroundings;

    /// <summary>Goes before the command.</summary>
    public string[] Launcher { get; }

    /// <summary>By the modes of the folder and all that is in it, until this is disposed of.</summary>
    public static ReadOnlyFolder ByMode(string folder)
    {
        const UnixFileMode write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        var made = new ReadOnlyFolder(Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] : ["env"]);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).ToList())
        {
            made._modes.Add((path, File.GetUnixFileMode(path)));
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~write);
        }
        return made;
    }

    /// <summary>By a read-only mount, where this system lets us make one; else by modes. <paramref name="isMount"/> says which.</summary>
    public static ReadOnlyFolder ByMount(string folder, out bool isMount)
    {
        isMount = CanMount.Value;
        return !isMount ? ByMode(folder)
            : new ReadOnlyFolder(["unshare", "-Urm", "sh", "-c", "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"", folder]);
    }

    public void Dispose()
    {
        foreach (var (path, mode) in _modes.AsEnumerable().Reverse())
            File.SetUnixFileMode(path, mode);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
