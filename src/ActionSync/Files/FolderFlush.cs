using System.Runtime.InteropServices;

namespace ActionSync.Files;

/// <summary>The rename was done, but the disk refused to keep the folder: whether the file survives a power cut is not known.</summary>
public sealed class FolderFlushException(string message) : IOException(message);

/// <summary>Flushes a folder, so that a rename in it survives a power cut; .NET itself cannot.</summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;
    private const int InputOutputError = 5;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    public static void Flush(string folder)
    {
        // Windows has no such call: there the file system's journal does it.
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
            return;
        try
        {
            // Some file systems (FUSE, network) do not offer it, and say so with other codes than these.
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is InputOutputError or NoSpace or QuotaExceeded)
                throw new FolderFlushException($"The disk of {folder} did not keep a rename: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
