using ActionSync.Configuration;

namespace ActionSync.Intake;

/// <summary>A file of the drop folder as a listing shows it.</summary>
internal sealed record DroppedFile(string Path, long Size, DateTimeOffset ModifiedAt);

/// <summary>
/// The folder that people and tools drop documents into. A listing is what counts; a file is ready once two looks, at least
/// <see cref="IntakeOptions.Settle"/> apart, saw the same size and time.
/// </summary>
internal sealed class DropFolder(IntakeOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, (DroppedFile File, long Since)> _looks = [];

    public string FullPath { get; } = Path.GetFullPath(options.Folder);

    /// <summary>The files that have settled, oldest first, then by name; and whether others are still settling.</summary>
    public (IReadOnlyList<DroppedFile> Ready, bool MoreToCome) Look()
    {
        Directory.CreateDirectory(FullPath);
        var now = clock.GetUtcNow();
        var files = List();
        var ready = new List<DroppedFile>();
        foreach (var file in files)
        {
            if (!_looks.TryGetValue(file.Path, out var look) || look.File != file)
                _looks[file.Path] = look = (file, clock.GetTimestamp());
            // A file that has not been touched for a while when first seen was settled before.
            if (clock.GetElapsedTime(look.Since) >= options.Settle || now - file.ModifiedAt >= options.Settle * 5)
                ready.Add(file);
        }
        foreach (var gone in _looks.Keys.Except(files.Select(f => f.Path)).ToList())
            _looks.Remove(gone);
        return ([.. ready.OrderBy(f => f.ModifiedAt).ThenBy(f => f.Path, StringComparer.Ordinal)], ready.Count < files.Count);
    }

    /// <summary>True while a document that ends in the middle may still be on its way.</summary>
    public bool IsYoung(DroppedFile file) => clock.GetUtcNow() - file.ModifiedAt < options.Settle * 10;

    /// <summary>False where what lies at a path is not the file that was listed, but something that somebody put in its place since: a document of its own.</summary>
    public static bool IsUntouched(DroppedFile file, string path) => new FileInfo(path) is { Exists: true } now && Describe(now) with { Path = file.Path } == file;

    private List<DroppedFile> List() =>
    [
        .. new DirectoryInfo(FullPath).EnumerateFiles("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })
            .Where(f => IsDocument(f.Name) && f.Exists)
            .Select(Describe),
    ];

    private static DroppedFile Describe(FileInfo file) => new(file.FullName, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    /// <summary>What editors and copy tools keep beside a file is not a document.</summary>
    private static bool IsDocument(string name) =>
        !name.StartsWith('.') && !name.StartsWith('~') && !name.EndsWith('~')
        && Path.GetExtension(name).ToLowerInvariant() is not (".tmp" or ".part" or ".swp");
}
