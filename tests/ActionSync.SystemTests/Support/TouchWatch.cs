using System.Runtime.InteropServices;

namespace ActionSync.SystemTests.Support;

/// <summary>Asks the kernel what happens to the files of a folder: whether one is opened for writing, changed, made, moved or deleted.</summary>
internal sealed class TouchWatch : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint Changes = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200;

    private readonly int _watch = Initialize(NonBlocking);

    public TouchWatch(params string[] folders)
    {
        foreach (var folder in folders)
            Assert.True(Add(_watch, folder, Changes) >= 0);
    }

    /// <summary>True once anything happened.</summary>
    public bool HasSeenSomething => Read(_watch, new byte[4096], 4096) > 0;

    public void Dispose() => _ = Close(_watch);

    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Initialize(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Add(int watch, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int watch, [Out] byte[] buffer, nint size);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int watch);
}
