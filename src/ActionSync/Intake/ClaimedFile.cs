using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>
/// A file taken out of the drop folder without losing what somebody puts in its place meanwhile: it is first renamed into a hidden folder, which
/// happens at once or not at all, and only there, where nobody can replace it any more, is it looked at whether it is still the one that was read.
/// Whatever still lies there at the end goes back.
/// </summary>
internal sealed class ClaimedFile : IDisposable
{
    private const string HiddenFolder = $"{AtomicFile.Prefix}taken-";

    private readonly string _inbox;

    private ClaimedFile(string inbox, string path) => (_inbox, Path) = (inbox, path);

    /// <summary>Where it lies now.</summary>
    public string Path { get; }

    /// <summary>Null where the file is not the one any more that was listed: it stays, and is read again.</summary>
    public static ClaimedFile? Take(DroppedFile file)
    {
        if (!DropFolder.IsUntouched(file, file.Path))
            return null;
        var inbox = System.IO.Path.GetDirectoryName(file.Path)!;
        var hidden = Directory.CreateDirectory(System.IO.Path.Combine(inbox, $"{HiddenFolder}{Guid.NewGuid():N}"));
        var taken = new ClaimedFile(inbox, System.IO.Path.Combine(hidden.FullName, System.IO.Path.GetFileName(file.Path)));
        var isRight = false;
        try
        {
            File.Move(file.Path, taken.Path);
            isRight = DropFolder.IsUntouched(file, taken.Path);
        }
        finally
        {
            if (!isRight)
                taken.Dispose();
        }
        return isRight ? taken : null;
    }

    /// <summary>A name that we give to a folder for files taken aside; whether it is one, only a look at it can tell.</summary>
    public static bool IsAside(string name) => name.StartsWith(HiddenFolder, StringComparison.Ordinal);

    /// <summary>A crash, or another worker at this very moment, has something aside.</summary>
    public static bool AreLeft(string inbox, DocumentNames names) =>
        Aside(inbox).Any(hidden => OwnIn(hidden, names).Count > 0 || Foreign(hidden, names).Count == 0);

    /// <summary>
    /// Puts back what a crash left aside: documents in a real folder of that name. Links are not followed, and what else lies there stays. Returns why
    /// something could not be put back; the rest was.
    /// </summary>
    public static IReadOnlyList<string> PutBackAll(string inbox, DocumentNames names)
    {
        var problems = new List<string>();
        foreach (var hidden in Aside(inbox))
        {
            Try(hidden, () =>
            {
                foreach (var name in OwnIn(hidden, names))
                    Try(System.IO.Path.Combine(hidden, name), new ClaimedFile(inbox, System.IO.Path.Combine(hidden, name)).PutBack);
                DeleteIfEmpty(hidden);
            });
        }
        return problems;

        void Try(string path, Action act)
        {
            try
            {
                act();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{path}: {e.Message}");
            }
        }
    }

    /// <summary>The names of what lies in such a folder and was not put there by us.</summary>
    public static IReadOnlyList<string> Foreign(string hidden, DocumentNames names) =>
        [.. FolderListing.Of(hidden).Where(entry => !IsOwn(hidden, entry, names)).Select(entry => entry.Name).Order(StringComparer.Ordinal)];

    /// <summary>Puts it back if it is still here, beside what may have its name by now.</summary>
    public void Dispose()
    {
        PutBack();
        DeleteIfEmpty(System.IO.Path.GetDirectoryName(Path)!);
    }

    private static IEnumerable<string> Aside(string inbox) =>
        FolderListing.Of(inbox).Where(entry => entry.IsText && IsAside(entry.Name)).Select(entry => System.IO.Path.Combine(inbox, entry.Name))
            .Where(path => FileFacts.At(path) is { Kind: FileKind.Folder });

    private static IReadOnlyList<string> OwnIn(string hidden, DocumentNames names) =>
        [.. FolderListing.Of(hidden).Where(entry => IsOwn(hidden, entry, names)).Select(entry => entry.Name)];

    private static bool IsOwn(string hidden, FolderEntry entry, DocumentNames names) =>
        entry.IsText && names.IsDocument(entry.Name) && FileFacts.At(System.IO.Path.Combine(hidden, entry.Name)) is { Kind: FileKind.Regular };

    private void PutBack()
    {
        for (var n = 1; FileFacts.At(Path) is not null; n++)
        {
            var place = System.IO.Path.Combine(_inbox, NumberedName.Of(System.IO.Path.GetFileName(Path), n));
            if (FileFacts.At(place) is null)
                File.Move(Path, place);
        }
    }

    // A folder that somebody put something into stays; the listing of the drop folder names it.
    private static void DeleteIfEmpty(string hidden)
    {
        if (FileFacts.At(hidden) is { Kind: FileKind.Folder } && FolderListing.Of(hidden).Count == 0)
            Directory.Delete(hidden);
    }
}
