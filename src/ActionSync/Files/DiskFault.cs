namespace ActionSync.Files;

/// <summary>What an error of the file system means, as half a sentence: "... cannot be written: the file system is read-only".</summary>
internal static class DiskFault
{
    // The numbers of Linux; .NET hands them on in HResult.
    public const int TooManyFilesInSystem = 23;
    public const int TooManyFiles = 24;
    public const int NoSpace = 28;
    public const int ReadOnly = 30;
    public const int NoLocks = 37;
    public const int NotSupported = 95;
    public const int QuotaExceeded = 122;

    public static string Of(Exception error, string path) => error switch
    {
        UnauthorizedAccessException => $"this user may not write {path}",
        DirectoryNotFoundException => $"the folder of {path} is not there",
        PathTooLongException => $"{path} is too long for this file system",
        { HResult: ReadOnly } => "the file system is read-only",
        { HResult: NoSpace } => "no space is left on its disk",
        { HResult: QuotaExceeded } => "this user's quota on its disk is used up",
        { HResult: TooManyFiles or TooManyFilesInSystem } => "too many files are open",
        { HResult: NoLocks or NotSupported } => "its file system offers no locks",
        _ => error.Message.TrimEnd('.'),
    };
}
