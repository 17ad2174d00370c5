using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>Where bad documents go, unchanged, each beside the list of everything that is wrong with it.</summary>
internal sealed class RejectedFolder(IntakeOptions options, TimeProvider clock)
{
    private const string ListEnding = ".problems.txt";

    /// <summary>Where what is not needed any more goes.</summary>
    private const string Superseded = "superseded";

    /// <summary>More of a list than this is read by nobody.</summary>
    private const int LongestList = 256 * 1024;

    /// <summary>For the list's ending, and as much again.</summary>
    private const int RoomForList = 25;

    /// <summary>Every look here, and every write, goes through here, and ends.</summary>
    public TimedAccess Access { get; } = new(Path.GetFullPath(options.Rejected), clock);

    public string FullPath => Path.GetFullPath(options.Rejected);

    /// <summary>Where the list of a rejected document lies.</summary>
    public string PathOf(RejectedEntry entry) => Path.Combine(FullPath, entry.List);

    /// <summary>Where a rejected document lies, if it was moved here.</summary>
    public string FileOf(Rejection rejection) => Path.Combine(FullPath, FileOf(rejection.List));

    /// <summary>Moves a file here under a name that no other has, and returns its new path. The list is written first: no file lies here unexplained.</summary>
    public Task<string> MoveAsync(string path, ParsedFile parsed, CancellationToken cancellationToken) => Access.WriteAsync(async () =>
    {
        var target = Name(FullPath, Path.GetFileName(path), static (file, list) => file is null && list is null or { Kind: FileKind.Regular });
        await WriteProblemsAsync(target, Path.GetFileName(path), parsed, cancellationToken);
        File.Move(path, target, overwrite: false);
        return target;
    });

    /// <summary>For a file that stays where it is: only the list is written, over an earlier one for the same name. Returns its path.</summary>
    /// <param name="name">The file's path relative to the drop folder: files of one name in two folders have a list each.</param>
    /// <param name="parsed">What is wrong with it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task<string> ExplainAsync(string name, ParsedFile parsed, CancellationToken cancellationToken) => Access.WriteAsync(async () =>
    {
        var target = Name(FullPath, name.Replace('/', '.'), static (_, list) => list is null or { Kind: FileKind.Regular });
        await WriteProblemsAsync(target, name, parsed, cancellationToken);
        return ListOf(target);
    });

    /// <summary>Puts a list, and the file that it belongs to where that lies here, among those that were mended.</summary>
    /// <param name="list">The list's name.</param>
    /// <returns>False where there is no such list.</returns>
    public Task<bool> SupersedeAsync(string list) => Access.WriteAsync(() =>
    {
        var path = Path.Combine(FullPath, list);
        if (FileFacts.At(path) is not { Kind: FileKind.Regular })
            return false;
        var place = Path.Combine(FullPath, Superseded);
        FileRights.MakeSharedFolder(place);
        var target = Name(place, FileOf(list), static (file, explanation) => file is null && explanation is null);
        // The list goes last: as long as it lies there, this is done again.
        if (FileFacts.At(FileOf(path)) is { Kind: FileKind.Regular })
            File.Move(FileOf(path), target);
        File.Move(path, ListOf(target));
        return true;
    });

    /// <summary>The problems files that lie here, by their names.</summary>
    public Task<IReadOnlyList<RejectedEntry>> EntriesAsync(CancellationToken cancellationToken) => Access.RunAsync<IReadOnlyList<RejectedEntry>>(() =>
    [
        .. from entry in Directory.Exists(FullPath) ? FolderListing.Of(FullPath) : []
           where entry.IsText && entry.Name.EndsWith(ListEnding, StringComparison.Ordinal)
           let facts = FileFacts.At(Path.Combine(FullPath, entry.Name))
           where facts is { Kind: FileKind.Regular }
           orderby facts.ModifiedAt, entry.Name
           select new RejectedEntry(FileOf(entry.Name), entry.Name, facts.ModifiedAt),
    ], cancellationToken);

    /// <summary>A list of problems; null where it is not there any more.</summary>
    /// <param name="list">Its name.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public Task<string?> ReadAsync(string list, CancellationToken cancellationToken) => Access.RunAsync(() =>
    {
        var path = Path.Combine(FullPath, list);
        if (FileFacts.At(path) is not { Kind: FileKind.Regular })
            return null;
        using var file = OpenedFile.ForReading(path, LinkRule.Never);
        return file.ReadAll(LongestList) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
    }, cancellationToken);

    /// <summary>The list of problems that belongs to a rejected file.</summary>
    public static string ListOf(string target) => target + ListEnding;

    private static string FileOf(string list) => list[..^ListEnding.Length];

    private static async Task WriteProblemsAsync(string target, string name, ParsedFile parsed, CancellationToken cancellationToken)
    {
        FileRights.MakeSharedFolder(Path.GetDirectoryName(target)!);
        await AtomicFile.WriteAsync(ListOf(target), Encoding.UTF8.GetBytes(ProblemsText.Of(name, parsed)), cancellationToken);
    }

    /// <summary>The first name that is free, whatever else has one.</summary>
    private static string Name(string folder, string name, Func<FileFacts?, FileFacts?, bool> isFree)
    {
        for (var n = 1; ; n++)
        {
            var path = Path.Combine(folder, NumberedName.Of(name, n, RoomForList));
            if (isFree(FileFacts.At(path), FileFacts.At(ListOf(path))))
                return path;
        }
    }
}

/// <summary>A document that was rejected.</summary>
/// <param name="Name">What it is called among the rejected ones.</param>
/// <param name="List">The name of the list of its problems.</param>
/// <param name="Since">When that was written.</param>
internal sealed record RejectedEntry(string Name, string List, DateTimeOffset Since);
