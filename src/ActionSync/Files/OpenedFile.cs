using Microsoft.Win32.SafeHandles;

namespace ActionSync.Files;

/// <summary>Whether a link may lead to a file that is to be read.</summary>
internal enum LinkRule
{
    /// <summary>A link is no file.</summary>
    Never,

    /// <summary>What the link leads to counts.</summary>
    Follow,
}

/// <summary>
/// A regular file, open for reading. It was opened without waiting, and what opened was looked at: a pipe, a device or a folder with the name of a file
/// is a <see cref="NotARegularFileException"/>. Never more is read than was asked for, whatever a listing said before.
/// </summary>
internal sealed class OpenedFile : IDisposable
{
    private readonly SafeFileHandle _file;

    private OpenedFile(SafeFileHandle file, FileFacts facts, string path) => (_file, Facts, Path) = (file, facts, path);

    public string Path { get; }

    /// <summary>Of the file itself, when it was opened.</summary>
    public FileFacts Facts { get; }

    /// <exception cref="FileNotFoundException">Nothing is there, or a link leads nowhere.</exception>
    public static OpenedFile ForReading(string path, LinkRule links)
    {
        // Looked at first, since opening some devices does something.
        var listed = (links == LinkRule.Follow ? FileFacts.Behind(path) : FileFacts.At(path)) ?? throw new FileNotFoundException($"{path} is not there.", path);
        if (listed.Kind != FileKind.Regular)
            throw new NotARegularFileException(path, listed.Kind);
        var file = Posix.IsHere
            ? Posix.OpenForReading(path, links == LinkRule.Follow)
            : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var facts = Posix.IsHere ? Posix.Facts(file) : listed;
            return facts.Kind == FileKind.Regular ? new OpenedFile(file, facts, path) : throw new NotARegularFileException(path, facts.Kind);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All that it holds, or null where that is more than <paramref name="limit"/> bytes; of such a file no more than that is read.</summary>
    public byte[]? ReadAll(long limit)
    {
        if (Facts.Size > limit)
            return null;
        var bytes = new byte[Math.Min(Facts.Size, Array.MaxLength)];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                // One byte more than it had shows that it has grown; mostly it has not, and what was read is given out without a copy.
                if (RandomAccess.Read(_file, new byte[1], length) == 0)
                    return bytes;
                Array.Resize(ref bytes, (int)Math.Min(limit + 1, Math.Max(length * 2L, 4096)));
            }
            var read = RandomAccess.Read(_file, bytes.AsSpan(length), length);
            length += read;
            if (length > limit)
                return null;
            if (read == 0)
                return bytes[..length];
        }
    }

    /// <summary>What it held when it was opened, piece by piece; what was added since is not read. It ends with this file.</summary>
    public Stream AsStream() => new OpenedFileStream(_file, Facts.Size);

    /// <summary>Its first bytes, as many as there are and no more than asked for.</summary>
    public byte[] ReadStart(int most)
    {
        var bytes = new byte[most];
        var length = 0;
        while (length < most && RandomAccess.Read(_file, bytes.AsSpan(length), length) is > 0 and var read)
            length += read;
        return bytes[..length];
    }

    /// <summary>Writes all that it holds into a stream.</summary>
    public void CopyTo(Stream to)
    {
        var piece = new byte[64 * 1024];
        for (long done = 0; RandomAccess.Read(_file, piece, done) is > 0 and var read; done += read)
            to.Write(piece, 0, read);
    }

    /// <summary>The whole text of a file, with or without a byte order mark; null where it has more than <paramref name="limit"/> bytes.</summary>
    public static string? ReadText(string path, LinkRule links, long limit)
    {
        using var file = ForReading(path, links);
        return file.ReadText(limit);
    }

    /// <summary>The same of this file.</summary>
    public string? ReadText(long limit)
    {
        if (ReadAll(limit) is not { } bytes)
            return null;
        using var reader = new StreamReader(new MemoryStream(bytes));
        return reader.ReadToEnd();
    }

    /// <summary>Where it really lies, whatever links led to it.</summary>
    public string RealPath() =>
        (Posix.IsHere ? Posix.RealPath(_file) : null) ?? System.IO.Path.GetFullPath(File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path);

    public void Dispose() => _file.Dispose();
}
