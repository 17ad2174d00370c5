using System.IO.Enumeration;
using System.Security.Cryptography;

namespace ActionSync.Trackers.Folder;

/// <summary>The files below a folder. A look costs one listing of names, sizes and times; only files that these tell apart are read.</summary>
internal sealed class Board(string folder, TimeZoneInfo zone, TimeProvider clock)
{
    // Two writes within one tick of a file system's clock look alike: what is younger than this is read again.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    // Dot-folders and links are not searched: tools keep their own copies there.
    private static readonly EnumerationOptions Search = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private long _filesRead;

    public string Folder => folder;

    /// <summary>In which a deadline's hour is told, and meant where it has no offset.</summary>
    public TimeZoneInfo Zone => zone;

    public long FilesRead => Interlocked.Read(ref _filesRead);

    public bool Exists => Directory.Exists(folder);

    public string PathOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The board now; files that are as in <paramref name="known"/> are not read again.</summary>
    public async Task<BoardView> LookAsync(BoardView known, CancellationToken cancellationToken)
    {
        var entries = new List<BoardEntry>();
        foreach (var (name, stamp) in List())
        {
            var old = known.Named(name);
            var entry = old is { Settled: true, Fault: null } && old.Stamp == stamp ? old : await ReadAsync(name, stamp, old, cancellationToken);
            if (entry is not null)
                entries.Add(entry);
        }
        return new BoardView(entries);
    }

    /// <summary>One file now; null where it is not there.</summary>
    public Task<BoardEntry?> LookAtAsync(string name, BoardEntry? old, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(name));
        return file.Exists && file.LinkTarget is null
            ? ReadAsync(name, new BoardStamp(file.Length, Utc(file.LastWriteTimeUtc), Utc(file.CreationTimeUtc)), old, cancellationToken)
            : Task.FromResult<BoardEntry?>(null);
    }

    private FileSystemEnumerable<(string Name, BoardStamp Stamp)> List()
    {
        var root = Path.GetFullPath(folder);
        return new FileSystemEnumerable<(string Name, BoardStamp Stamp)>(root, (ref FileSystemEntry entry) =>
            (Path.GetRelativePath(root, entry.ToFullPath()).Replace('\\', '/'),
             new BoardStamp(entry.Length, entry.LastWriteTimeUtc, entry.CreationTimeUtc)), Search)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(BoardNames.Extension, StringComparison.OrdinalIgnoreCase),
        };
    }

    private async Task<BoardEntry?> ReadAsync(string name, BoardStamp stamp, BoardEntry? old, CancellationToken cancellationToken)
    {
        var settled = stamp.Modified < clock.GetUtcNow() - Settling;
        byte[] bytes;
        try
        {
            Interlocked.Increment(ref _filesRead);
            bytes = await File.ReadAllBytesAsync(PathOf(name), cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            // It is there, so what it was it still is.
            return new BoardEntry(name, stamp, null, settled, old?.Issue, old?.ClosedAt) { Fault = BoardFault.Sentence(error, name) };
        }
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        if (old is { Fault: null } && old.Hash == hash)
            return old with { Stamp = stamp, Settled = settled };
        var issue = BoardFile.Read(bytes, zone);
        return new BoardEntry(name, stamp, hash, settled, issue, ClosedAt(issue, stamp, old));
    }

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    // Files keep no time of closing: it is the time of the edit that was first seen with a closed status.
    private static DateTimeOffset? ClosedAt(BoardFile? issue, BoardStamp stamp, BoardEntry? old) =>
        issue is null || !Items.ItemStates.IsClosed(issue.State) ? null : old?.ClosedAt ?? stamp.Modified;
}
