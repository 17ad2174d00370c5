using Microsoft.Win32.SafeHandles;

namespace ActionSync.Ledger;

/// <summary>
/// Finds a process that still holds a lock file which somebody deleted: the new file of that name says nothing of it. Linux tells which files processes have
/// open; Windows does not let an open file go, and elsewhere a lock that was deleted is lost.
/// </summary>
internal static class DeletedLock
{
    private const string Processes = "/proc";
    private static readonly string[] Programs = ["dotnet", "actionsync"];

    /// <summary>Who that is, in words; null where there is none that this user can see.</summary>
    /// <param name="lockFile">The lock file as it lies there now, opened.</param>
    public static string? Holder(SafeFileHandle lockFile)
    {
        if (!OperatingSystem.IsLinux() || Target($"{Processes}/self/fd/{lockFile.DangerousGetHandle()}") is not { } path)
            return null;
        return Directory.EnumerateDirectories(Processes)
            .Where(process => Path.GetFileName(process).All(char.IsAsciiDigit) && HasOpen(process, $"{path} (deleted)"))
            .Select(process => $"process {Path.GetFileName(process)}, which holds it although its lock file was deleted")
            .FirstOrDefault();
    }

    private static bool HasOpen(string process, string file)
    {
        try
        {
            return Programs.Contains(File.ReadAllText($"{process}/comm").Trim())
                && Directory.EnumerateFileSystemEntries($"{process}/fd").Any(open => Target(open) == file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is another user's, who could not have this ledger open for writing.
            return false;
        }
    }

    private static string? Target(string link) => new FileInfo(link).LinkTarget;
}
