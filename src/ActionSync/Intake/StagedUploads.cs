using System.Security.Cryptography;
using System.Text;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>A document that somebody uploaded and has not accepted yet.</summary>
/// <param name="Id">Of its name and its bytes: another text never has it.</param>
/// <param name="Name">What it will be called in the drop folder.</param>
/// <param name="Until">When it is forgotten.</param>
internal sealed record StagedUpload(string Id, string Name, DateTimeOffset Until);

/// <summary>
/// Documents between upload and acceptance. Each lies in a private folder under a name that is a hash of it, so that what is accepted is what was shown, in
/// whichever worker: several that answer behind one address share the folder. What nobody accepts is deleted after a day.
/// </summary>
internal sealed partial class StagedUploads(IntakeOptions options, FileRights rights, TimeProvider clock, ILogger<StagedUploads> logger)
{
    public const int MostFiles = 100;

    /// <summary>So many times the largest document.</summary>
    private const int MostInAll = 20;

    private const int IdLength = 32;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private readonly TimedAccess _access = new(Path.GetFullPath(options.Uploads), clock);

    public string FullPath => Path.GetFullPath(options.Uploads);

    /// <summary>Keeps a document until it is accepted; null where too many wait already. One that is there is kept anew.</summary>
    /// <param name="name">As <see cref="HandInName"/> gives it.</param>
    /// <param name="bytes">The whole text.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    public async Task<StagedUpload?> KeepAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await RemoveOldAsync(cancellationToken);
        var id = IdOf(name, bytes.Span);
        return await _access.WriteAsync(async () =>
        {
            rights.MakeFolder(FullPath);
            var there = Entries();
            if (!there.Exists(entry => entry.Upload.Id == id))
            {
                if (there.Count >= MostFiles || there.Sum(entry => entry.Size) + bytes.Length > MostInAll * options.MaxFileBytes)
                    return null;
                await AtomicFile.CreateAsync(PathOf(id, name), bytes, rights, cancellationToken);
            }
            File.SetLastWriteTimeUtc(PathOf(id, name), clock.GetUtcNow().UtcDateTime);
            return new StagedUpload(id, name, clock.GetUtcNow() + KeptFor);
        });
    }

    /// <summary>What waits to be accepted, the latest first.</summary>
    public async Task<IReadOnlyList<StagedUpload>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entries = await _access.RunAsync(Entries, cancellationToken);
        return
        [
            .. entries.Select(entry => entry.Upload).Where(upload => upload.Until > now)
                .OrderByDescending(upload => upload.Until).ThenBy(upload => upload.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>An upload with its bytes; null where it is not there any more, or is not what was uploaded.</summary>
    public async Task<(StagedUpload Upload, ReadOnlyMemory<byte> Bytes)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await _access.RunAsync<(StagedUpload, ReadOnlyMemory<byte>)?>(() =>
        {
            if (Entries().Find(entry => entry.Upload.Id == id && entry.Upload.Until > now).Upload is not { } upload)
                return null;
            return Read(PathOf(id, upload.Name)) is { } bytes && IdOf(upload.Name, bytes) == id ? (upload, bytes) : null;
        }, cancellationToken);
    }

    /// <summary>It was accepted, or is not wanted.</summary>
    public Task RemoveAsync(StagedUpload upload) => _access.WriteAsync(() => File.Delete(PathOf(upload.Id, upload.Name)));

    /// <summary>Deletes what nobody accepted, and what a crash left half written. Where that fails it is tried again the next time.</summary>
    public async Task RemoveOldAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _access.WriteAsync(RemoveOld);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRemoved(logger, FullPath, e.Message);
        }
    }

    private void RemoveOld()
    {
        if (FileFacts.Behind(FullPath) is not { Kind: FileKind.Folder })
            return;
        var now = clock.GetUtcNow();
        var old = Entries().Where(entry => entry.Upload.Until <= now).ToList();
        old.ForEach(entry => File.Delete(PathOf(entry.Upload.Id, entry.Upload.Name)));
        AtomicFile.RemoveLeftovers(FullPath, now - KeptFor);
    }

    private byte[]? Read(string path)
    {
        try
        {
            using var file = OpenedFile.ForReading(path, LinkRule.Never);
            return file.ReadAll(options.MaxFileBytes);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What else lies there is nobody's upload, and stays.</summary>
    private List<(StagedUpload Upload, long Size)> Entries() => FileFacts.Behind(FullPath) is not { Kind: FileKind.Folder } ? [] :
    [
        .. from entry in FolderListing.Of(FullPath)
           where entry.IsText && entry.Name.Length > IdLength + 1 && entry.Name[IdLength] == '-' && entry.Name[..IdLength].All(char.IsAsciiHexDigitLower)
           let facts = FileFacts.At(Path.Combine(FullPath, entry.Name))
           where facts is { Kind: FileKind.Regular }
           select (new StagedUpload(entry.Name[..IdLength], entry.Name[(IdLength + 1)..], facts.ModifiedAt + KeptFor), facts.Size),
    ];

    private string PathOf(string id, string name) => Path.Combine(FullPath, $"{id}-{name}");

    private static string IdOf(string name, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0"));
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..IdLength];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Uploads that nobody accepted cannot be deleted from {Folder} now: {Reason}")]
        public static partial void NotRemoved(ILogger logger, string folder, string reason);
    }
}
