using System.Security.Cryptography;
using ActionSync.Files;
using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>The files below a folder. A look costs one listing of names, sizes and times; only files that these tell apart are read.</summary>
internal sealed class Board(string folder, TimeZoneInfo zone, TimeProvider clock, long maxFileBytes)
{
    // Two writes within one tick of a file system's clock look alike: what is younger than this is read again.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(2);

    private readonly TimedAccess _access = new(folder, clock);
    private long _filesRead;
    private long _filesListed;

    public string Folder => folder;

    /// <summary>In which a deadline's hour is told, and meant where it has no offset.</summary>
    public TimeZoneInfo Zone => zone;

    public long FilesRead => Interlocked.Read(ref _filesRead);

    public long FilesListed => Interlocked.Read(ref _filesListed);

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) => _access.RunAsync(() => Directory.Exists(folder), cancellationToken);

    /// <summary>A larger page is neither read nor written.</summary>
    public long MaxFileBytes => maxFileBytes;

    public string PathOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The board now; files that are as in <paramref name="known"/> are not read again.</summary>
    public async Task<BoardView> LookAsync(BoardView known, CancellationToken cancellationToken)
    {
        var entries = new List<BoardEntry>();
        foreach (var found in await _access.RunAsync(() => BoardListing.Of(Path.GetFullPath(folder)), cancellationToken))
        {
            Interlocked.Increment(ref _filesListed);
            var old = known.Named(found.Name);
            var entry = found.Fault is not null ? Unreadable(found.Name, found.Stamp, old, found.Fault, found.HidesNothing)
                : old is { Settled: true, Fault: null } && old.Stamp == found.Stamp ? old
                : await ReadAsync(found.Name, found.Stamp, old, cancellationToken);
            if (entry is not null)
                entries.Add(entry);
        }
        return new BoardView(entries);
    }

    /// <summary>One file now; null where it is not there.</summary>
    public async Task<BoardEntry?> LookAtAsync(string name, BoardEntry? old, CancellationToken cancellationToken) =>
        await _access.RunAsync(() => FileFacts.At(PathOf(name)), cancellationToken) is { } facts
            ? await ReadAsync(name, BoardStamp.Of(facts), old, cancellationToken)
            : null;

    /// <summary>Makes the folder where there is none, and clears away what a crash left in it before then.</summary>
    public Task PrepareAsync(DateTimeOffset leftoversBefore) => _access.WriteAsync(() =>
    {
        FileRights.MakeSharedFolder(folder);
        AtomicFile.RemoveLeftovers(folder, leftoversBefore);
    });

    /// <summary>Throws what the first write would throw.</summary>
    public Task<bool> RequireWriteAccessAsync(CancellationToken cancellationToken) => _access.RunAsync(() =>
    {
        WriteAccess.Require(folder);
        return true;
    }, cancellationToken);

    /// <summary>Writes a new page; false where its name is taken.</summary>
    public Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> bytes) =>
        // Small: once begun, it is finished.
        _access.WriteAsync(() => AtomicFile.CreateAsync(PathOf(name), bytes, CancellationToken.None));

    /// <summary>Writes a page anew; false where it does not hold <paramref name="before"/> any more.</summary>
    public Task<bool> ReplaceAsync(string name, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> before, CancellationToken cancellationToken) =>
        _access.WriteAsync(() => AtomicFile.WriteAsync(PathOf(name), bytes, () => IsStill(name, before.Span), cancellationToken));

    /// <summary>The bytes of a page.</summary>
    /// <exception cref="IOException">It is no page that may be read, or too large.</exception>
    public Task<byte[]> ReadBytesAsync(string name, CancellationToken cancellationToken) => _access.RunAsync(() => ReadBytes(name), cancellationToken);

    /// <summary>The same for the planner, which is asked for an answer at once and gets one in time.</summary>
    public byte[] ReadBytesNow(string name) => ReadBytesAsync(name, CancellationToken.None).GetAwaiter().GetResult();

    private bool IsStill(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ReadBytes(name).AsSpan().SequenceEqual(bytes);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private byte[] ReadBytes(string name) =>
        BoardReading.Read(folder, name, maxFileBytes).Bytes
            ?? throw new IOException($"{name} has more than {maxFileBytes:N0} bytes (Trackers:<name>:MaxFileBytes).");

    private async Task<BoardEntry?> ReadAsync(string name, BoardStamp stamp, BoardEntry? old, CancellationToken cancellationToken)
    {
        var settled = stamp.Modified < clock.GetUtcNow() - SettleTime;
        PageBytes page;
        try
        {
            Interlocked.Increment(ref _filesRead);
            page = await _access.RunAsync(() => BoardReading.Read(folder, name, maxFileBytes), cancellationToken);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (BoardFault.IsOfDisk(error))
        {
            return Unreadable(name, stamp, old, BoardFault.Sentence(error, name), error is NotARegularFileException);
        }
        if (page.Bytes is not { } bytes)
            return TooLarge(name, stamp, settled, page);
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        if (old is { Fault: null } && old.Hash == hash)
            return old with { Stamp = stamp, Settled = settled };
        var issue = BoardFile.Read(bytes, zone);
        return new BoardEntry(name, stamp, hash, settled, issue, ClosedAt(issue, stamp, old));
    }

    // It is there, so what it was it still is. What is no file has no marker either: it is the issue of that name only to who knows of one.
    private static BoardEntry Unreadable(string name, BoardStamp stamp, BoardEntry? old, string fault, bool isNoFile)
    {
        var issue = isNoFile ? null : old?.Issue;
        var closedAt = issue is null ? null : old?.ClosedAt;
        return new BoardEntry(name, stamp, null, Settled: false, issue, closedAt) { Fault = fault, HidesNothing = isNoFile, IsInTheWay = issue is null };
    }

    // Its start tells whether it is an issue.
    private BoardEntry TooLarge(string name, BoardStamp stamp, bool settled, PageBytes page)
    {
        var problem = new LineProblem(
            1, $"the file has {Math.Max(page.Facts.Size, maxFileBytes + 1):N0} bytes", $"at most {maxFileBytes:N0} are read (Trackers:<name>:MaxFileBytes)");
        return BoardFile.ReadStart(page.Start, problem) is { } issue
            ? new BoardEntry(name, stamp, null, settled, issue, null)
            : new BoardEntry(name, stamp, null, settled, null, null) { Fault = $"{name}  {problem}", HidesNothing = true };
    }

    // Files keep no time of closing: it is the time of the edit that was first seen with a closed status.
    private static DateTimeOffset? ClosedAt(BoardFile? issue, BoardStamp stamp, BoardEntry? old) =>
        issue is null || !ItemStates.IsClosed(issue.State) ? null : old?.ClosedAt ?? stamp.Modified;
}
