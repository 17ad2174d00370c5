using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>A file of the drop folder as a listing shows it; of a link, what it leads to.</summary>
/// <param name="IsLink">A link leads to it, which <see cref="IntakeOptions.KeepInPlace"/> allows.</param>
internal sealed record DroppedFile(string Path, long Size, DateTimeOffset ModifiedAt, bool IsLink = false)
{
    /// <summary>All that the system says of it.</summary>
    public required FileFacts Facts { get; init; }

    public LinkRule Links => IsLink ? LinkRule.Follow : LinkRule.Never;

    public static DroppedFile Of(string path, FileFacts facts, bool isLink = false) =>
        new(path, facts.Size, facts.ModifiedAt, isLink) { Facts = facts };

    /// <summary>The same to whoever waits for it to settle: its rights, and how often it is linked, may change.</summary>
    public bool Equals(DroppedFile? other) =>
        other is not null && other.Path == Path && other.Size == Size && other.ModifiedAt == ModifiedAt && other.IsLink == IsLink;

    public override int GetHashCode() => HashCode.Combine(Path, Size, ModifiedAt, IsLink);
}

/// <summary>
/// All that lies in the drop folder, and with <see cref="IntakeOptions.KeepInPlace"/> in the folders below it; each entry judged for itself: one that cannot be
/// looked at spoils none of the others. Names are relative to the drop folder, with <c>/</c> between folders.
/// </summary>
internal sealed record InboxListing(IReadOnlyList<DroppedFile> Files, IReadOnlyList<LeftEntry> Left)
{
    private const int MostNamed = 50;

    public static InboxListing Of(string folder, IntakeOptions options) => new Walk(folder, options).Run();

    private static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    /// <summary>One walk through the folder.</summary>
    private sealed class Walk(string root, IntakeOptions options)
    {
        private readonly List<DroppedFile> _files = [];
        private readonly List<LeftEntry> _left = [];
        private readonly DocumentNames _names = new(options);
        private readonly LinkReach _reach = new(root, options);
        private readonly HashSet<(ulong, ulong)> _linkedFolders = [];

        public InboxListing Run()
        {
            var folders = new Stack<string>([""]);
            while (folders.TryPop(out var folder))
            {
                foreach (var below in Look(folder))
                    folders.Push(below);
            }
            return new InboxListing([.. _files.OrderBy(file => file.Path, StringComparer.Ordinal)], _left);
        }

        /// <summary>The folders in a folder that are looked at too.</summary>
        private List<string> Look(string folder)
        {
            var below = new List<string>();
            foreach (var entry in Entries(folder))
            {
                var name = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
                try
                {
                    if (!entry.IsText)
                        Leave(name, "has a name that is not UTF-8, so it cannot be opened. Rename it.", !options.KeepInPlace || _names.IsDocument(name));
                    else if (folder.Length == 0 && name.StartsWith(AtomicFile.Prefix, StringComparison.Ordinal))
                        JudgeOurs(Path.Combine(root, name), name);
                    else if (Judge(name, entry.Name))
                        below.Add(name);
                }
                catch (FileNotFoundException)
                {
                    // It went away a moment ago.
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // A folder of files that were taken aside may hold documents, which nobody can tell now.
                    LeaveUnseen(name, e, _names.IsDocument(name) || (folder.Length == 0 && ClaimedFile.IsAside(name)));
                }
            }
            return below;
        }

        /// <summary>What is in a folder; one that goes away meanwhile holds nothing, and one that cannot be listed may hold documents.</summary>
        private IReadOnlyList<FolderEntry> Entries(string folder)
        {
            var path = Path.Combine(root, folder);
            try
            {
                return [.. FolderListing.Of(path).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            }
            catch (Exception e) when (folder.Length > 0 && e is IOException or UnauthorizedAccessException)
            {
                if (FileFacts.Behind(path) is { Kind: FileKind.Folder })
                    LeaveUnseen(folder, e, mayBeDocument: true);
                return [];
            }
        }

        /// <summary>True for a folder that is looked into.</summary>
        private bool Judge(string path, string name)
        {
            if (options.KeepInPlace ? _names.IsIgnored(path) : DocumentNames.IsOfATool(name))
                return false;
            var full = Path.Combine(root, path);
            if (FileFacts.At(full) is not { } facts)
                return false;
            if (facts.Kind == FileKind.Folder)
                return JudgeFolder(path);
            if (facts.Kind == FileKind.Link && options.KeepInPlace && FileFacts.Behind(full) is { Kind: FileKind.Folder } target)
                return JudgeLinkedFolder(path, full, target);
            if (_names.IsDocument(path))
                JudgeFile(path, full, facts);
            else if (!options.KeepInPlace)
                Leave(path, "does not have the name of a document (Intake:Include). If it is one, rename it.", mayBeDocument: false);
            return false;
        }

        private bool JudgeFolder(string path)
        {
            if (!options.KeepInPlace)
                Leave(path, "is a folder. Only files directly in the drop folder are taken in.", mayBeDocument: false);
            return options.KeepInPlace;
        }

        /// <summary>Each is walked once, so that links in a ring come to an end.</summary>
        private bool JudgeLinkedFolder(string path, string full, FileFacts target)
        {
            if (_reach.AllowsFolder(full))
                return _linkedFolders.Add((target.Device, target.Inode));
            Leave(path, "is a link to a folder, which is not followed. If documents lie there, name the folder in Intake:LinksInto.", mayBeDocument: false);
            return false;
        }

        private void JudgeFile(string path, string full, FileFacts facts)
        {
            if (options.KeepInPlace && CompanionFiles.IsOne(path))
                return;
            if (facts.Kind == FileKind.Regular)
                _files.Add(DroppedFile.Of(full, facts));
            else if (facts.Kind != FileKind.Link)
                Leave(path, $"is {FileFacts.Word(facts.Kind)}, not a file. Take it away.", mayBeDocument: true);
            else if (options.KeepInPlace)
                JudgeBehind(path, full);
            else
                Leave(path, "is a link, and in a drop folder no link is followed. Put the file itself there, or set Intake:KeepInPlace.", mayBeDocument: true);
        }

        private void JudgeBehind(string path, string full)
        {
            if (FileFacts.Behind(full) is not { } target)
                Leave(path, "is a link that leads nowhere. Put back what it leads to, or take it away.", mayBeDocument: true);
            else if (target.Kind != FileKind.Regular)
                Leave(path, $"is a link to {FileFacts.Word(target.Kind)}. Only a link to a file is followed.", mayBeDocument: true);
            else
            {
                using var file = OpenedFile.ForReading(full, LinkRule.Follow);
                if (_reach.Allows(file))
                    _files.Add(DroppedFile.Of(full, file.Facts, isLink: true));
                else
                    Leave(path,
                        $"is a link to {file.RealPath()}, outside the drop folder and its parent. If that is right, name its folder in Intake:LinksInto.",
                        mayBeDocument: true);
            }
        }

        /// <summary>Names of our own are known; what else begins like them is somebody's, and may hold anything.</summary>
        private void JudgeOurs(string full, string name)
        {
            var kind = FileFacts.At(full)?.Kind;
            if (kind is null || (kind == FileKind.Regular && (name == InboxLease.IdFile || AtomicFile.IsTemporary(name))))
                return;
            if (kind != FileKind.Folder || !ClaimedFile.IsAside(name))
                Leave(name, $"is {FileFacts.Word(kind.Value)} that ActionSync did not make, though its name says so. It is left alone; take it away.",
                    mayBeDocument: true);
            else if (ClaimedFile.Foreign(full, _names) is { Count: > 0 } inside)
                Leave(name, $"holds {Some(inside)}, which ActionSync did not put there. Take out what you need, and delete the folder.", mayBeDocument: true);
        }

        private void LeaveUnseen(string path, Exception why, bool mayBeDocument) =>
            Leave(path, $"cannot be looked at: {why.Message} Give the account of actionsync the right to read it.", mayBeDocument);

        private void Leave(string path, string why, bool mayBeDocument) => _left.Add(new LeftEntry(path, why, mayBeDocument));
    }
}
