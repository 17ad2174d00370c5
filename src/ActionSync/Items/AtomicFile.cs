namespace ActionSync.Items;

/// <summary>
/// Writes files so that a reader, or a crash, sees the old content or the new, never a part: a hidden file in the same folder is written,
/// flushed to the disk and renamed, and then the folder is flushed.
/// </summary>
internal static class AtomicFile
{
    private const string Prefix = ".actionsync-";
    private const string Suffix = ".tmp";

    /// <summary>Writes or replaces a file; a replaced file keeps its permissions.</summary>
    /// <exception cref="FolderFlushException">The file is there, but may not survive a power cut.</exception>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, static () => true, cancellationToken);

    /// <summary>As above, but asks <paramref name="stillRight"/> immediately before the rename; false where it said no and nothing was written.</summary>
    public static Task<bool> WriteAsync(string path, ReadOnlyMemory<byte> bytes, Func<bool> stillRight, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, temporary =>
        {
            if (!stillRight())
                return false;
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
            return true;
        }, cancellationToken);

    /// <summary>Writes a file that must not be there yet; false where it is, and then nothing was written.</summary>
    /// <exception cref="FolderFlushException">The file is there, but may not survive a power cut.</exception>
    public static Task<bool> CreateAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(path, bytes, temporary =>
        {
            try
            {
                File.Move(temporary, path, overwrite: false);
                return true;
            }
            catch (IOException) when (Path.Exists(path))
            {
                return false;
            }
        }, cancellationToken);

    /// <summary>Deletes what a crash left in a folder; only what is older than <paramref name="before"/>, since others may be writing now.</summary>
    public static void RemoveLeftovers(string folder, DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Suffix}"))
        {
            if (file.LastWriteTimeUtc < before.UtcDateTime)
                file.Delete();
        }
    }

    private static async Task<bool> WriteAsync(string path, ReadOnlyMemory<byte> bytes, Func<string, bool> rename, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new IOException($"{path} is no file.");
        var temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        var renamed = false;
        try
        {
            await WriteFlushedAsync(temporary, bytes, cancellationToken);
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

    private static async Task WriteFlushedAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await stream.WriteAsync(bytes, cancellationToken);
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
