using ActionSync.Files;

namespace ActionSync.Trackers.Folder;

/// <summary>What an error of the file system means, as a sentence with a next step.</summary>
internal static class BoardFault
{
    // The numbers of Linux; .NET hands them on in HResult.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int FileTooLarge = 27;
    private const int ReadOnlyFileSystem = 30;

    public static bool IsOfDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    public static CreateOutcome Outcome(Exception error, string path) => error is FolderFlushException or UnansweredException
        ? new CreateOutcome.Unknown(error.Message)
        : new CreateOutcome.Refused(Sentence(error, path));

    public static TrackerException Whole(Exception error, string folder) => new(
        error switch
        {
            DirectoryNotFoundException => TrackerFault.NotFound,
            UnauthorizedAccessException => TrackerFault.Forbidden,
            _ => TrackerFault.Unavailable,
        },
        Sentence(error, folder), error);

    public static string Sentence(Exception error, string path) => error switch
    {
        { HResult: NoSpace or QuotaExceeded or FileTooLarge } => $"The disk of {path} is full: make room there, and the next pass tries again.",
        { HResult: ReadOnlyFileSystem } => $"The disk of {path} is mounted read-only: make it writable, and the next pass tries again.",
        UnauthorizedAccessException => $"{path} cannot be read or written: give the account of actionsync the right to do so.",
        DirectoryNotFoundException => $"The folder {path} is not there: put it back, or set Trackers:<name>:Folder to where it is.",
        PathTooLongException => $"{path} is too long for this file system: choose a shorter Trackers:<name>:Folder.",
        UnansweredException => error.Message,
        _ => $"{path} cannot be used: {error.Message}",
    };
}
