using System.Runtime.InteropServices;

namespace ActionSync.Files;

/// <summary>Tells somebody else's lock on a file from other reasons for which it cannot be opened, and a lock from none.</summary>
internal static class FileLock
{
    private const int ExclusiveNow = 2 | 4;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    public static bool IsSomebodyElses(IOException error) =>
        error.HResult == (OperatingSystem.IsWindows() ? SharingViolationOnWindows : OperatingSystem.IsMacOS() ? WouldBlockOnMac : WouldBlockOnLinux);

    /// <summary>
    /// Throws where an open file is not locked after all: .NET passes over file systems that offer no locks, and two workers would run side by side.
    /// </summary>
    public static void Prove(SafeHandle file)
    {
        // A lock that is held is given again.
        if (!OperatingSystem.IsWindows() && Lock(file, ExclusiveNow) != 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeHandle file, int operation);
}
