using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActionSync.Files;

/// <summary>
/// What .NET does not offer and only Linux is asked for: opening without waiting and without following links, the facts of an opened file, names as bytes, and
/// the lock that .NET itself takes. Everything here has a plain path beside it, for Windows, macOS and systems without <c>statx</c>.
/// </summary>
internal static class Posix
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int CreateNew = 0xC0;
    private const int NoTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const int AtNoFollow = 0x100;
    private const int AtEmptyPath = 0x1000;
    private const int BasicFactsAndBirth = 0xFFF;
    private const int FactsSize = 256;

    private const int NoSuchFile = 2;
    private const int Interrupted = 4;
    private const int NotPermitted = 1;
    private const int WouldBlock = 11;
    private const int AccessDenied = 13;
    private const int AlreadyThere = 17;
    private const int NotAFolder = 20;
    private const int NameTooLong = 36;
    private const int TooManyLinks = 40;

    // Their numbers differ by processor.
    private static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>False where .NET's own means have to do.</summary>
    public static bool IsHere { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess && CanLook();

    /// <summary>The account of this process; what others own is not ours to judge as made by us.</summary>
    public static uint User => EffectiveUser();

    /// <summary>Opens for reading and never waits, whatever it is: the caller looks at what opened.</summary>
    public static SafeFileHandle OpenForReading(string path, bool follow) =>
        Open(path, ReadOnly | NonBlocking | NoTerminal | CloseOnExec | (follow ? 0 : NoFollow), 0);

    /// <summary>
    /// Opens for reading and writing and never through a link; a file that is not there is made with these permissions, whatever the process's mask.
    /// </summary>
    public static SafeFileHandle OpenOrCreate(string path, UnixFileMode mode)
    {
        const int flags = ReadWrite | NonBlocking | NoTerminal | CloseOnExec;
        try
        {
            return Open(path, flags | NoFollow, 0);
        }
        catch (FileNotFoundException)
        {
            return TryCreate(path, flags | CreateNew, mode) ?? Open(path, flags | NoFollow, 0);
        }
    }

    /// <summary>Makes a folder with these permissions, less the process's mask; false where something has its name already.</summary>
    public static bool TryMakeFolder(string path, UnixFileMode mode)
    {
        if (MakeFolder(Checked(path), (uint)mode) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyThere ? false : throw Failure(error, path);
    }

    /// <summary>The lock that <see cref="FileShare.None"/> stands for, so that both keep each other out; false where another process has it.</summary>
    public static bool TryLock(SafeFileHandle file)
    {
        const int exclusiveWithoutWaiting = 2 | 4;
        while (Lock(file, exclusiveWithoutWaiting) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock)
                return false;
            if (error != Interrupted)
                throw Failure(error, "The lock file");
        }
        return true;
    }

    public static FileFacts Facts(SafeFileHandle file)
    {
        var buffer = new byte[FactsSize];
        if (Stat(file, "", AtEmptyPath, BasicFactsAndBirth, buffer) != 0)
            throw Failure(Marshal.GetLastPInvokeError(), "An opened file");
        return Facts(buffer);
    }

    /// <summary>The facts of what lies under a name; null where nothing does, or where links lead nowhere.</summary>
    public static FileFacts? Look(string path, bool follow)
    {
        var buffer = new byte[FactsSize];
        if (Stat(CurrentFolder, Checked(path), follow ? 0 : AtNoFollow, BasicFactsAndBirth, buffer) == 0)
            return Facts(buffer);
        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NotAFolder or TooManyLinks ? null : throw Failure(error, path);
    }

    /// <summary>Where an opened file really lies, whatever links led to it; null where the system does not tell.</summary>
    public static string? RealPath(SafeFileHandle file)
    {
        var buffer = new byte[8192];
        var length = ReadLink($"/proc/self/fd/{file.DangerousGetHandle()}", buffer, buffer.Length);
        return length > 0 && length < buffer.Length && buffer[0] == (byte)'/' ? Encoding.UTF8.GetString(buffer, 0, (int)length) : null;
    }

    /// <summary>The names in a folder, as bytes, without the two that every folder has.</summary>
    public static IEnumerable<byte[]> Names(string folder)
    {
        const int recordLength = 16;
        const int nameStart = 19;
        var stream = OpenFolder(Checked(folder));
        if (stream == 0)
            throw Failure(Marshal.GetLastPInvokeError(), folder);
        try
        {
            while (ReadFolder(stream) is var entry && entry != 0)
            {
                var name = new byte[(ushort)Marshal.ReadInt16(entry, recordLength) - nameStart];
                Marshal.Copy(entry + nameStart, name, 0, name.Length);
                name = name[..Array.IndexOf(name, (byte)0)];
                if (!name.AsSpan().SequenceEqual("."u8) && !name.AsSpan().SequenceEqual(".."u8))
                    yield return name;
            }
            if (Marshal.GetLastPInvokeError() is not 0 and var error)
                throw Failure(error, folder);
        }
        finally
        {
            _ = CloseFolder(stream);
        }
    }

    /// <summary>Null where another process has just made it.</summary>
    private static SafeFileHandle? TryCreate(string path, int flags, UnixFileMode mode)
    {
        try
        {
            var file = Open(path, flags, (int)mode);
            if (Facts(file).Mode != mode && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, mode);
            return file;
        }
        catch (IOException e) when (e.HResult == AlreadyThere)
        {
            return null;
        }
    }

    private static SafeFileHandle Open(string path, int flags, int mode)
    {
        while (true)
        {
            var file = OpenFile(Checked(path), flags, mode);
            if (file >= 0)
                return new SafeFileHandle(file, ownsHandle: true);
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw error == TooManyLinks && (flags & NoFollow) != 0 ? new NotARegularFileException(path, FileKind.Link) : Failure(error, path);
        }
    }

    private static FileFacts Facts(ReadOnlySpan<byte> buffer)
    {
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]);
        var changed = Time(buffer[96..]);
        return new FileFacts(Kind(mode), BinaryPrimitives.ReadInt64LittleEndian(buffer[40..]), Time(buffer[112..]))
        {
            // A file system that keeps no birth leaves zeros.
            CreatedAt = BinaryPrimitives.ReadInt64LittleEndian(buffer[80..]) == 0 ? changed : Time(buffer[80..]),
            ChangedAt = changed,
            Device = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(buffer[136..]) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(buffer[140..]),
            Inode = BinaryPrimitives.ReadUInt64LittleEndian(buffer[32..]),
            Owner = BinaryPrimitives.ReadUInt32LittleEndian(buffer[20..]),
            Mode = (UnixFileMode)(mode & 0xFFF),
        };
    }

    private static FileKind Kind(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    // A file may carry any number for a time; what no calendar knows is shown as its nearest day.
    private static DateTimeOffset Time(ReadOnlySpan<byte> time)
    {
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(time);
        return seconds <= DateTimeOffset.MinValue.ToUnixTimeSeconds() ? DateTimeOffset.MinValue
            : seconds >= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.MaxValue
            : DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(BinaryPrimitives.ReadUInt32LittleEndian(time[8..]) / TimeSpan.NanosecondsPerTick);
    }

    private static bool CanLook()
    {
        try
        {
            return Stat(CurrentFolder, "/", AtNoFollow, BasicFactsAndBirth, new byte[FactsSize]) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    // The system would read no further than the zero.
    private static string Checked(string path) => path.Contains('\0') ? throw new IOException("A path holds a zero character; no file has such a name.") : path;

    private static Exception Failure(int error, string path) => error switch
    {
        NoSuchFile => new FileNotFoundException($"{path} is not there.", path),
        NotAFolder => new DirectoryNotFoundException($"{path} is not there: a part of this path is no folder."),
        NotPermitted or AccessDenied => new UnauthorizedAccessException($"{path} may not be read or written by this account."),
        NameTooLong => new PathTooLongException($"{path} is too long for this system."),
        AlreadyThere => new IOException($"{path} is there already.", error),
        _ => new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}.", error),
    };

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] facts);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat(SafeFileHandle file, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] facts);

    [DllImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeFileHandle file, int operation);

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ReadLink([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] target, nint size);

    [DllImport("libc", EntryPoint = "opendir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [DllImport("libc", EntryPoint = "readdir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ReadFolder(nint stream);

    [DllImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFolder(nint stream);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
