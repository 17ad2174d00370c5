namespace ActionSync.Files;

/// <summary>
/// Writes files so that a reader, or a crash, sees the old content or the new, never a part: a hidden file in the same folder is written,
/// flushed to the disk and renamed, and then the folder is flushed.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Every name that this program makes for a while, or for itself alone, begins so.</summary>
    public const string Prefix = ".actionsync-";

    private const string Suffix = ".tmp";

    /// <summary>A name that a file has here while it is written.</summary>
    public static bool IsTemporary(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Writes or replaces a file; a replaced file keeps its permissions.</summary>
    /// <exception cref="FolderFlushException">The file is there, but may not survive a power cut.</exception>
    /// <exception cref="NotARegularFileException">A link or something else has this name: it is left alone.</exception>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, static () => true, cancellationToken);

    /// <summary>As above; a file that is new gets the permissions of <paramref name="rights"/>.</summary>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, FileRights rights, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, temporary => Replace(path, temporary), rights.Create, cancellationToken);

    /// <summary>As above, for a content that is large: <paramref name="write"/> writes it piece by piece.</summary>
    public static Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, FileRights rights, CancellationToken cancellationToken) =>
        WriteAsync(path, write, temporary => Replace(path, temporary), rights.Create, cancellationToken);

    /// <summary>As above, but asks <paramref name="stillRight"/> immediately before the rename; false where it said no and nothing was written.</summary>
    public static Task<bool> WriteAsync(string path, ReadOnlyMemory<byte> bytes, Func<bool> stillRight, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, temporary => stillRight() && Replace(path, temporary), Open, cancellationToken);

    /// <summary>Writes a file that must not be there yet; false where it is, and then nothing was written.</summary>
    /// <exception cref="FolderFlushException">The file is there, but may not survive a power cut.</exception>
    public static Task<bool> CreateAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, temporary => TryPlace(path, temporary), Open, cancellationToken);

    /// <summary>As above, with the permissions of <paramref name="rights"/>.</summary>
    public static Task<bool> CreateAsync(string path, ReadOnlyMemory<byte> bytes, FileRights rights, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, temporary => TryPlace(path, temporary), rights.Create, cancellationToken);

    /// <summary>Deletes what a crash left in a folder; only what is older than <paramref name="before"/>, since others may be writing now.</summary>
    public static void RemoveLeftovers(string folder, DateTimeOffset before)
    {
        foreach (var entry in FolderListing.Of(folder).Where(entry => entry.IsText && IsTemporary(entry.Name)))
        {
            var path = Path.Combine(folder, entry.Name);
            if (FileFacts.At(path) is { Kind: FileKind.Regular } file && file.ModifiedAt < before)
                File.Delete(path);
        }
    }

    private static bool Replace(string path, string temporary)
    {
        KeepMode(path, temporary);
        File.Move(temporary, path, overwrite: true);
        return true;
    }

    private static bool TryPlace(string path, string temporary)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (FileFacts.At(path) is not null)
        {
            return false;
        }
    }

    private static void KeepMode(string path, string temporary)
    {
        if (FileFacts.At(path) is not { } there)
            return;
        if (there.Kind != FileKind.Regular)
            throw new NotARegularFileException(path, there.Kind);
        if (there.Mode is { } mode && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, mode);
    }

    private static Task<bool> WriteAsync(
        string path, ReadOnlyMemory<byte> bytes, Func<string, bool> rename, Func<string, FileStream> open, CancellationToken cancellationToken) =>
            WriteAsync(path, (stream, cancel) => stream.WriteAsync(bytes, cancel).AsTask(), rename, open, cancellationToken);

    private static async Task<bool> WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, Func<string, bool> rename, Func<string, FileStream> open, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new IOException($"{path} is no file.");
        var temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        var renamed = false;
        try
        {
            await WriteFlushedAsync(temporary, write, open, cancellationToken);
            renamed = rename(temporary);
        }
        finally
        {
            if (!renamed)
                DeleteQuietly(temporary);
        }
        if (renamed)
            FolderFlush.Flush(folder);
        return renamed;
    }

    private static FileStream Open(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);

    private static async Task WriteFlushedAsync(
        string path, Func<Stream, CancellationToken, Task> write, Func<string, FileStream> open, CancellationToken cancellationToken)
    {
        await using var stream = open(path);
        await write(stream, cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    // What could not be written is the news; that its remains could not be deleted would only hide it.
    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
