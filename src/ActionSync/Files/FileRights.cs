namespace ActionSync.Files;

/// <summary>
/// The permissions of what the program makes for itself: ledger, backups, archive and outbox are closed to other accounts of the machine, whatever the
/// process's mask. What is there already is never changed. Windows has no such permissions: there the folder's own rights hold.
/// </summary>
internal sealed class FileRights
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfGroup = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode AnyOfGroup = OfGroup | UnixFileMode.GroupExecute;
    private const UnixFileMode AnyOfOthers = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly IReadOnlyList<string> _shared;
    private readonly UnixFileMode _file;
    private readonly UnixFileMode _folder;

    private FileRights(UnixFileMode file, UnixFileMode folder, IReadOnlyList<string> shared) => (_file, _folder, _shared) = (file, folder, shared);

    /// <summary>For the owner alone, wherever it lies.</summary>
    public static FileRights Private { get; } = ForOwner([]);

    /// <summary>What no account but those meant may do, as <c>chmod</c> writes it.</summary>
    public string Closing => _file == Owner ? "go-rwx" : "o-rwx";

    /// <param name="shared">Folders in which others work: they, and those that hold them, keep the process's mask.</param>
    public static FileRights ForOwner(IReadOnlyList<string> shared) => new(Owner, Owner | UnixFileMode.UserExecute, shared);

    /// <summary>As <see cref="ForOwner"/>, and for the group of the file too.</summary>
    public static FileRights ForGroup(IReadOnlyList<string> shared) => new(Owner | OfGroup, Owner | UnixFileMode.UserExecute | AnyOfGroup, shared);

    /// <summary>Makes a folder where there is none. Folders above it that are missing too keep the process's mask.</summary>
    public void MakeFolder(string folder)
    {
        var path = Full(folder);
        Make(path, _shared.Any(shared => shared == path || shared.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal)) ? null : _folder);
    }

    /// <summary>Makes a folder in which others work, with the process's mask.</summary>
    public static void MakeSharedFolder(string folder) => Make(Full(folder), null);

    /// <summary>Makes a file that must not be there yet.</summary>
    public FileStream Create(string path) => Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

    /// <summary>Copies a file into a new one, which has these permissions and not those of the first.</summary>
    /// <exception cref="NotARegularFileException">It is something else, or becomes it meanwhile.</exception>
    public void Copy(string from, string to)
    {
        using var source = OpenedFile.ForReading(from, LinkRule.Follow);
        using var copy = Create(to);
        source.CopyTo(copy);
    }

    /// <summary>Opens a file for this process alone, never through a link, and makes it where it is not there; null where another process has it.</summary>
    /// <exception cref="NotARegularFileException">A link or something else has its name.</exception>
    public FileStream? OpenAlone(string path)
    {
        if (FileFacts.At(path) is { Kind: not FileKind.Regular and var kind })
            throw new NotARegularFileException(path, kind);
        if (!Posix.IsHere)
            return OpenAlonePlainly(path);
        var file = Posix.OpenOrCreate(path, _file);
        try
        {
            if (Posix.Facts(file).Kind is not FileKind.Regular and var opened)
                throw new NotARegularFileException(path, opened);
            if (Posix.TryLock(file))
                return new FileStream(file, FileAccess.ReadWrite, bufferSize: 0);
            file.Dispose();
            return null;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether other accounts than those meant can do anything with what lies there; a closed folder above it keeps them out too.</summary>
    public bool IsTooOpen(string path)
    {
        if (FileFacts.Behind(path)?.Mode is not { } mode)
            return false;
        var open = mode & (_file == Owner ? AnyOfGroup | AnyOfOthers : AnyOfOthers);
        for (var folder = Path.GetDirectoryName(Full(path)); folder is not null && open != UnixFileMode.None; folder = Path.GetDirectoryName(folder))
        {
            var above = FileFacts.Behind(folder)?.Mode ?? (AnyOfGroup | AnyOfOthers);
            if ((above & UnixFileMode.GroupExecute) == UnixFileMode.None)
                open &= ~AnyOfGroup;
            if ((above & UnixFileMode.OtherExecute) == UnixFileMode.None)
                open &= ~AnyOfOthers;
        }
        return open != UnixFileMode.None;
    }

    // Windows and macOS.
    private FileStream? OpenAlonePlainly(string path)
    {
        try
        {
            return Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (FileLock.IsSomebodyElses(e))
        {
            return null;
        }
    }

    private FileStream Open(string path, FileMode open, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = open, Access = access, Share = share, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);
        options.UnixCreateMode = _file;
        var isNew = open == FileMode.CreateNew || !File.Exists(path);
        var file = new FileStream(path, options);
        // The mask may have taken the group's part away.
        if (isNew && File.GetUnixFileMode(file.SafeFileHandle) != _file)
            File.SetUnixFileMode(file.SafeFileHandle, _file);
        return file;
    }

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static void Make(string path, UnixFileMode? mode)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
            Make(parent, null);
        if (mode is { } wanted && !OperatingSystem.IsWindows())
            MakeWith(path, wanted);
        else
            Directory.CreateDirectory(path);
        // Else a power cut may take the folder away together with what was flushed in it.
        FolderFlush.Flush(path);
        if (parent is not null)
            FolderFlush.Flush(parent);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void MakeWith(string path, UnixFileMode wanted)
    {
        if (!Posix.IsHere)
            Directory.CreateDirectory(path, wanted);
        else if (!Posix.TryMakeFolder(path, wanted))
        {
            // Another process was faster: the folder is as that one wants it.
            if (!Directory.Exists(path))
                throw new IOException($"{path} is there already, and is no folder.");
            return;
        }
        var given = File.GetUnixFileMode(path);
        // A folder may hand its group on to what is made in it.
        var right = wanted | (given & UnixFileMode.SetGroup);
        if (given != right)
            File.SetUnixFileMode(path, right);
    }
}
