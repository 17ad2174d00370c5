using System.IO.Enumeration;

namespace ActionSync.Intake;

/// <summary>What a document's name looks like. Everything else in the drop folder is somebody else's, and stays there.</summary>
internal sealed class DocumentNames(IntakeOptions options)
{
    private const string AnyFolder = "**/";

    /// <summary>What upload, download and sync tools put behind a name until the file is whole, and what file managers keep in a folder.</summary>
    private static readonly string[] OfTools =
        [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".!ut", ".swp", ".swx", ".bak", ".lock", "thumbs.db",
            "desktop.ini"];

    /// <summary>A name that <c>Intake:Include</c> lists, and that no editor or copy tool uses for its own purposes.</summary>
    public bool IsDocument(string name) => !IsOfATool(name) && IsIncluded(name);

    /// <summary>A name that would be a document's, were it not one that editors and copy tools use: somebody may have meant it as one.</summary>
    public bool LooksLikeADocument(string name) => IsOfATool(name) && IsIncluded(name);

    /// <summary>What tools keep beside a document: expected, and not worth a word.</summary>
    public static bool IsOfATool(string name) =>
        name.StartsWith('.') || name.StartsWith('~') || name.EndsWith('~') || OfTools.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private bool IsIncluded(string name) => options.Include.Any(pattern => Fits(pattern, name));

    private static bool Fits(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern.StartsWith(AnyFolder, StringComparison.Ordinal) ? pattern[AnyFolder.Length..] : pattern, name);
}
