using ActionSync.Files;

namespace ActionSync.Trackers.Folder;

/// <summary>What was read of a page.</summary>
/// <param name="Bytes">All of it; null where it is larger than a page may be.</param>
/// <param name="Start">As much as the front matter may take, of one that is too large.</param>
internal sealed record PageBytes(FileFacts Facts, byte[]? Bytes, byte[]? Start);

/// <summary>Reads pages: regular files inside the board, and never more than the limit, whatever a listing said.</summary>
internal static class BoardReading
{
    /// <summary>Front matter has no more characters than this.</summary>
    public const int LongestFrontMatter = 64 * 1024;

    /// <exception cref="NotARegularFileException">It is something else, or the way to it leads through a link.</exception>
    public static PageBytes Read(string root, string name, long limit)
    {
        RequireInside(root, name);
        using var file = OpenedFile.ForReading(Path.Combine(root, name), LinkRule.Never);
        var bytes = file.ReadAll(limit);
        return new PageBytes(file.Facts, bytes, bytes is null ? file.ReadStart(LongestFrontMatter) : null);
    }

    /// <summary>Throws where a folder on the way from the board to a page is no real one, so that the page lies elsewhere.</summary>
    public static void RequireInside(string root, string name)
    {
        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            var folder = Path.Combine(root, name[..slash]);
            if (FileFacts.At(folder) is { Kind: not FileKind.Folder } other)
                throw new NotARegularFileException(folder, other.Kind);
        }
    }
}
