using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>A file of the drop folder as a listing shows it; of a link, what it leads to.</summary>
/// <param name="IsLink">A link leads to it, which <see cref="IntakeOptions.KeepInPlace"/> allows.</param>
internal sealed record DroppedFile(string Path, long Size, DateTimeOffset ModifiedAt, bool IsLink = false)
{
    public LinkRule Links => IsLink ? LinkRule.Follow : LinkRule.Never;
}

/// <summary>All that lies in the drop folder, each entry judged for itself: one that cannot be looked at spoils none of the others.</summary>
internal sealed record InboxListing(IReadOnlyList<DroppedFile> Files, IReadOnlyList<LeftEntry> Left)
{
    private const int MostNamed = 50;

    public static InboxListing Of(string folder, IntakeOptions options)
    {
        var (files, left) = (new List<DroppedFile>(), new List<LeftEntry>());
        var names = new DocumentNames(options);
        var reach = new LinkReach(folder, options);
        foreach (var entry in FolderListing.Of(folder).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            try
            {
                if (!entry.IsText)
                    left.Add(new LeftEntry(entry.Name, "has a name that is not UTF-8, so it cannot be opened. Rename it.", MayBeDocument: true));
                else if (Judge(folder, entry.Name, names, options.KeepInPlace ? reach : null, files) is { } reason)
                    left.Add(reason);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A folder of files that were taken aside may hold documents, which nobody can tell now.
                var mayBeDocument = names.IsDocument(entry.Name) || ClaimedFile.IsAside(entry.Name);
                left.Add(new LeftEntry(entry.Name, $"cannot be looked at: {e.Message} Give the account of actionsync the right to read it.", mayBeDocument));
            }
        }
        return new InboxListing(files, left);
    }

    private static LeftEntry? Judge(string folder, string name, DocumentNames names, LinkReach? reach, List<DroppedFile> files)
    {
        var path = Path.Combine(folder, name);
        if (name.StartsWith(AtomicFile.Prefix, StringComparison.Ordinal))
            return OfOurs(path, name, names);
        if (DocumentNames.IsOfATool(name) || FileFacts.At(path) is not { } facts)
            return null;
        if (facts.Kind == FileKind.Folder)
            return new LeftEntry(name, "is a folder. Only files directly in the drop folder are taken in.", MayBeDocument: false);
        if (!names.IsDocument(name))
            return new LeftEntry(name, "does not have the name of a document (Intake:Include), so it is left alone.", MayBeDocument: false);
        switch (facts.Kind)
        {
            case FileKind.Regular:
                files.Add(new DroppedFile(path, facts.Size, facts.ModifiedAt));
                return null;
            case FileKind.Link when reach is null:
                return new LeftEntry(
                    name, "is a link, and in a drop folder no link is followed. Put the file itself there, or set Intake:KeepInPlace.", MayBeDocument: true);
            case FileKind.Link:
                return Behind(path, name, reach, files);
            default:
                return new LeftEntry(name, $"is {FileFacts.Word(facts.Kind)}, not a file. Take it away.", MayBeDocument: true);
        }
    }

    private static LeftEntry? Behind(string path, string name, LinkReach reach, List<DroppedFile> files)
    {
        if (FileFacts.Behind(path) is not { } target)
            return new LeftEntry(name, "is a link that leads nowhere. Put back what it leads to, or take it away.", MayBeDocument: true);
        if (target.Kind != FileKind.Regular)
            return new LeftEntry(name, $"is a link to {FileFacts.Word(target.Kind)}. Only a link to a file is followed.", MayBeDocument: true);
        using var file = OpenedFile.ForReading(path, LinkRule.Follow);
        if (!reach.Allows(file))
            return new LeftEntry(name,
                $"is a link to {file.RealPath()}, outside the drop folder and its parent. If that is right, name its folder in Intake:LinksInto.",
                MayBeDocument: true);
        files.Add(new DroppedFile(path, file.Facts.Size, file.Facts.ModifiedAt, IsLink: true));
        return null;
    }

    /// <summary>Names of our own are known; what else begins like them is somebody's, and may hold anything.</summary>
    private static LeftEntry? OfOurs(string path, string name, DocumentNames names)
    {
        var kind = FileFacts.At(path)?.Kind;
        if (kind is null || (kind == FileKind.Regular && (name == InboxLease.IdFile || AtomicFile.IsTemporary(name))))
            return null;
        if (kind == FileKind.Folder && ClaimedFile.IsAside(name))
            return ClaimedFile.Foreign(path, names) is { Count: > 0 } inside
                ? new LeftEntry(
                    name, $"holds {Some(inside)}, which ActionSync did not put there. Take out what you need, and delete the folder.", MayBeDocument: true)
                : null;
        return new LeftEntry(name, $"is {FileFacts.Word(kind.Value)} that ActionSync did not make, though its name says so. It is left alone; take it away.",
            MayBeDocument: true);
    }

    private static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}

/// <summary>Where a link of the drop folder may lead: into the folder itself, its parent, or a folder that the configuration names.</summary>
internal sealed class LinkReach(string folder, IntakeOptions options)
{
    private readonly Lazy<IReadOnlyList<string>> _folders = new(() =>
        [.. new[] { folder, Path.GetDirectoryName(folder) }.Concat(options.LinksInto).OfType<string>().Select(Real).OfType<string>()]);

    /// <summary>Judged by where the opened file really lies.</summary>
    public bool Allows(OpenedFile file)
    {
        var path = file.RealPath();
        return _folders.Value.Any(allowed => path.StartsWith(allowed == "/" ? allowed : allowed + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    private static string? Real(string path)
    {
        if (FileFacts.Behind(path) is not { Kind: FileKind.Folder })
            return null;
        if (!Posix.IsHere)
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path));
        using var opened = Posix.OpenForReading(path, follow: true);
        return Posix.RealPath(opened) ?? path;
    }
}
