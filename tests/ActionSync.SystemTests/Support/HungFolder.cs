using System.Runtime.InteropServices;
using ActionSync.Testing;
using Microsoft.Win32.SafeHandles;

namespace ActionSync.SystemTests.Support;

/// <summary>
/// A folder that does not answer, as a network mount whose server is away: a file system of the kernel whose server is this object, which never says anything.
/// Whoever waits for it is let go, with an error, when it is disposed of.
/// </summary>
internal sealed class HungFolder : IDisposable
{
    /// <summary>For reading and writing, and for no process that another test starts meanwhile: such a copy would keep the folder hung.</summary>
    private const int ReadWriteHere = 2 | 0x80000;

    /// <summary>Lets go of whoever waits.</summary>
    private const int Abort = 1;

    private const int Detach = 2;

    private readonly SafeFileHandle _server;
    private readonly string _folder;

    private HungFolder(SafeFileHandle server, string folder) => (_server, _folder) = (server, folder);

    private static readonly Lazy<bool> Possible = new(() =>
    {
        using var folder = new TempFolder();
        using var tried = TryOver(folder.Path);
        return tried is not null;
    });

    /// <summary>There is /dev/fuse and the right to mount it; elsewhere only the time limit itself is tested.</summary>
    public static bool CanBeMade => Possible.Value;

    /// <summary>Hides what the folder holds until it is disposed of.</summary>
    public static HungFolder Mounted(string folder) =>
        TryOver(folder) ?? throw new InvalidOperationException("A mount that hangs takes /dev/fuse and the right to mount.");

    private static HungFolder? TryOver(string folder)
    {
        Directory.CreateDirectory(folder);
        var server = OperatingSystem.IsLinux() ? OpenFile("/dev/fuse", ReadWriteHere) : new SafeFileHandle(-1, ownsHandle: false);
        if (!server.IsInvalid && Mount("hung", folder, "fuse", 0, $"fd={server.DangerousGetHandle()},rootmode=40000,user_id=0,group_id=0") == 0)
            return new HungFolder(server, folder);
        server.Dispose();
        return null;
    }

    public void Dispose()
    {
        _ = Unmount(_folder, Abort | Detach);
        _server.Dispose();
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "mount", SetLastError = true)]
    private static extern int Mount(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string source, [MarshalAs(UnmanagedType.LPUTF8Str)] string target,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string kind, ulong flags,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string data);

    [DllImport("libc", EntryPoint = "umount2", SetLastError = true)]
    private static extern int Unmount([MarshalAs(UnmanagedType.LPUTF8Str)] string target, int flags);
}
