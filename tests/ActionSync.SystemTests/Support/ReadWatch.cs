using System.Runtime.InteropServices;

namespace ActionSync.SystemTests.Support;

/// <summary>Asks the kernel how often files of these folders are read; a look at a folder itself does not count.</summary>
internal sealed class ReadWatch : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint Accessed = 0x1;
    private const uint IsFolder = 0x40000000;
    private const int HeaderLength = 16;

    private readonly int _watch = Initialize(NonBlocking);

    public ReadWatch(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root))
            Assert.True(Add(_watch, folder, Accessed) >= 0);
    }

    /// <summary>How many reads there were since it was last asked.</summary>
    public int Reads()
    {
        var reads = 0;
        var buffer = new byte[64 * 1024];
        while (Read(_watch, buffer, buffer.Length) is > 0 and var length)
        {
            for (var at = 0; at < length; at += HeaderLength + BitConverter.ToInt32(buffer, at + HeaderLength - sizeof(int)))
                reads += (BitConverter.ToUInt32(buffer, at + sizeof(int)) & IsFolder) == 0 ? 1 : 0;
        }
        return reads;
    }

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
