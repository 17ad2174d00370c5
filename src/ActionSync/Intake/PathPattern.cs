using System.IO.Enumeration;

namespace ActionSync.Intake;

/// <summary>
/// A glob over a path with <c>/</c> between folders: <c>**</c> stands for any number of folders, <c>*</c> and <c>?</c> for letters within a name, and case
/// is ignored. What comes with .NET for whole paths (FileSystemGlobbing) knows no <c>?</c>; for a single name it has what is needed.
/// </summary>
internal sealed class PathPattern
{
    private const string AnyFolders = "**";

    private readonly string[] _parts;

    public PathPattern(string pattern)
    {
        var path = pattern.Replace('\\', '/');
        _parts = (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    public bool Fits(string path) => Fits(_parts, path);

    /// <summary>The folder itself fits, or whatever lies below it does.</summary>
    public bool FitsAllIn(string folder) => Fits(_parts, folder) || (_parts is [.. var above, AnyFolders] && Fits(above, folder));

    /// <summary>The last part fits, wherever the file lies.</summary>
    public bool FitsName(string name) => _parts is [.., var last] && Fits([last], name);

    private static bool Fits(ReadOnlySpan<string> parts, string path)
    {
        // reached[n]: the path so far fits the first n parts.
        var reached = new bool[parts.Length + 1];
        reached[0] = true;
        PassAnyFolders(parts, reached);
        foreach (var name in path.Split('/'))
        {
            for (var n = parts.Length; n > 0; n--)
            {
                reached[n] = parts[n - 1] == AnyFolders
                    ? reached[n] || reached[n - 1]
                    : reached[n - 1] && FileSystemName.MatchesSimpleExpression(parts[n - 1], name);
            }
            reached[0] = false;
            PassAnyFolders(parts, reached);
        }
        return reached[^1];
    }

    /// <summary>No folder at all is any number of them; only at the end it stands for what lies in a folder, and not for the folder.</summary>
    private static void PassAnyFolders(ReadOnlySpan<string> parts, bool[] reached)
    {
        for (var n = 1; n < parts.Length; n++)
            reached[n] |= reached[n - 1] && parts[n - 1] == AnyFolders;
    }
}
