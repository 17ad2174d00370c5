using ActionSync.Files;

namespace ActionSync.Trackers.Folder;

/// <summary>One name below the board's folder, with slashes.</summary>
/// <param name="Fault">Why what has this name cannot be read.</param>
/// <param name="HidesNothing">It surely is no issue, so that a missing one is missing all the same.</param>
internal sealed record BoardName(string Name, BoardStamp Stamp, string? Fault = null, bool HidesNothing = false);

/// <summary>
/// The pages below a folder, by listings of names, sizes and times. Dot-folders are not searched, since tools keep their own copies there, and no link is
/// followed: it could lead anywhere. What cannot be looked at is named, and the others are found all the same.
/// </summary>
internal static class BoardListing
{
    public static IReadOnlyList<BoardName> Of(string root)
    {
        var names = new List<BoardName>();
        AddAll(root, "", names);
        return names;
    }

    private static void AddAll(string root, string below, List<BoardName> names)
    {
        foreach (var entry in FolderListing.Of(Path.Combine(root, below)).Where(entry => !entry.Name.StartsWith('.')))
        {
            var name = below + entry.Name;
            try
            {
                if (!entry.IsText)
                    names.Add(new BoardName(name, default, $"{name} has a name that is not UTF-8, so it cannot be opened: rename it."));
                else if (FileFacts.At(Path.Combine(root, name)) is { } facts)
                    Add(root, name, facts, names);
            }
            catch (Exception error) when (BoardFault.IsOfDisk(error))
            {
                names.Add(new BoardName(name, default, BoardFault.Sentence(error, name)));
            }
        }
    }

    private static void Add(string root, string name, FileFacts facts, List<BoardName> names)
    {
        var isPage = name.EndsWith(BoardNames.Extension, StringComparison.OrdinalIgnoreCase);
        if (facts.Kind == FileKind.Folder && isPage)
        {
            var fault = $"{name} is a folder, though it has the name of a page: put the page there, or give the folder another name.";
            names.Add(new BoardName(name, BoardStamp.Of(facts), fault, HidesNothing: true));
        }
        if (facts.Kind == FileKind.Folder)
            AddAll(root, $"{name}/", names);
        else if (facts.Kind == FileKind.Regular && isPage)
            names.Add(new BoardName(name, BoardStamp.Of(facts)));
        else if (facts.Kind == FileKind.Link ? isPage || LeadsToFolder(Path.Combine(root, name)) : facts.Kind != FileKind.Regular && isPage)
            names.Add(new BoardName(name, BoardStamp.Of(facts),
                $"{name} is {FileFacts.Word(facts.Kind)}, and only files in the board itself are read: put the file there, or take this away.",
                HidesNothing: true));
    }

    private static bool LeadsToFolder(string path) => FileFacts.Behind(path) is { Kind: FileKind.Folder };
}
