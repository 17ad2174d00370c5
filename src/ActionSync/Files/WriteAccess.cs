using System.Runtime.InteropServices;

namespace ActionSync.Files;

/// <summary>
/// Asks the system whether this process may write somewhere, without writing: a check that leaves traces, or fails on a disk that is only readable, would be
/// no check. Only Linux is asked; elsewhere the first write tells.
/// </summary>
internal static class WriteAccess
{
    private const int CurrentFolder = -100;
    private const int Write = 2;
    private const int Enter = 1;
    private const int ByEffectiveUser = 0x200;
    private const int NotPermitted = 1;
    private const int Denied = 13;
    private const int NoSpace = 28;

    /// <summary>Throws what the first write into a folder would throw; one that is not there yet is judged by the folder in which it would be made.</summary>
    public static void Require(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var there = Path.GetFullPath(folder);
        while (!Path.Exists(there))
            there = Path.GetDirectoryName(there)!;
        if (!Directory.Exists(there) && there != Path.GetFullPath(folder))
            throw new IOException($"{there} is a file, and not a folder");
        RequireThere(there);
        if (Directory.Exists(there) && new DriveInfo(there).AvailableFreeSpace == 0)
            throw new IOException($"No space left on device : '{there}'", NoSpace);
    }

    /// <summary>As <see cref="Require"/>, in words; null where nothing is in the way.</summary>
    public static string? Obstacle(string path)
    {
        try
        {
            Require(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DiskFault.Of(e, path);
        }
    }

    private static void RequireThere(string path)
    {
        if (Ask(CurrentFolder, path, Directory.Exists(path) ? Write | Enter : Write, ByEffectiveUser) == 0)
            return;
        var error = Marshal.GetLastPInvokeError();
        var sentence = $"{Marshal.GetLastPInvokeErrorMessage()} : '{path}'";
        throw error is Denied or NotPermitted ? new UnauthorizedAccessException(sentence) : new IOException(sentence, error);
    }

    [DllImport("libc", EntryPoint = "faccessat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode, int flags);
}
