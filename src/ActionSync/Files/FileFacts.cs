namespace ActionSync.Files;

/// <summary>What lies under a name.</summary>
internal enum FileKind
{
    Regular,
    Folder,
    Link,
    Pipe,
    Socket,
    Device,
}

/// <summary>What the system says of a file, by its name or, better, once it is open.</summary>
/// <param name="Kind">Only a regular file is ever read or written.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedAt">When its content last changed, as whoever changed it says: programs may set this time to any other.</param>
internal sealed record FileFacts(FileKind Kind, long Size, DateTimeOffset ModifiedAt)
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When the system last changed anything of it; no program sets this time. The same as <see cref="ModifiedAt"/> where the system does not keep it.
    /// </summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>With <see cref="Inode"/> the identity of the file, whatever its name; 0 where the system does not tell.</summary>
    public ulong Device { get; init; }

    public ulong Inode { get; init; }

    /// <summary>The number of the account that owns it; null where the system does not tell.</summary>
    public uint? Owner { get; init; }

    /// <summary>The permissions; null on Windows.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>What lies under this very name, a link as a link; null where nothing does.</summary>
    public static FileFacts? At(string path) => Posix.IsHere ? Posix.Look(path, follow: false) : Plainly(path);

    /// <summary>What a name leads to in the end; null where it leads nowhere.</summary>
    public static FileFacts? Behind(string path) =>
        Posix.IsHere ? Posix.Look(path, follow: true)
        : Plainly(path) is { Kind: FileKind.Link }
        ? (File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true } target ? Plainly(target.FullName) : null)
        : Plainly(path);

    /// <summary>The kind as a word for people, with its article.</summary>
    public static string Word(FileKind kind) => kind switch
    {
        FileKind.Regular => "a file",
        FileKind.Folder => "a folder",
        FileKind.Link => "a link",
        FileKind.Pipe => "a pipe",
        FileKind.Socket => "a socket",
        _ => "a device",
    };

    // Windows and macOS: what .NET offers. It does not tell pipes and devices from files.
    private static FileFacts? Plainly(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (info.LinkTarget is null && !info.Exists)
            return null;
        var kind = info.LinkTarget is not null ? FileKind.Link : info is DirectoryInfo ? FileKind.Folder : FileKind.Regular;
        var modified = new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero);
        return new FileFacts(kind, info is FileInfo { LinkTarget: null } file ? file.Length : 0, modified)
        {
            CreatedAt = new DateTimeOffset(info.CreationTimeUtc, TimeSpan.Zero),
            ChangedAt = modified,
            Mode = OperatingSystem.IsWindows() ? null : info.UnixFileMode,
        };
    }
}

/// <summary>What is there is no regular file, or only a link leads to it: it is neither read nor written.</summary>
internal sealed class NotARegularFileException(string path, FileKind kind) : IOException(
    $"{path} is {FileFacts.Word(kind)}, not a regular file. It is left alone; put a file there, or take it away.")
{
    public FileKind Kind => kind;
}
