namespace ActionSync.Intake;

/// <summary>What a document's name looks like. Everything else in the drop folder is somebody else's, and stays there.</summary>
internal sealed class DocumentNames(IntakeOptions options)
{
    /// <summary>What upload, download and sync tools put behind a name until the file is whole, and what file managers keep in a folder.</summary>
    private static readonly string[] OfTools =
        [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".!ut", ".swp", ".swx", ".bak", ".lock", "thumbs.db",
            "desktop.ini"];

    private readonly IReadOnlyList<PathPattern> _included = [.. options.Include.Select(pattern => new PathPattern(pattern))];
    private readonly IReadOnlyList<PathPattern> _ignored = [.. options.Ignore.Select(pattern => new PathPattern(pattern))];

    /// <summary>
    /// A path that <c>Intake:Include</c> lists and <c>Intake:Ignore</c> does not, and whose name no editor or copy tool uses for its own purposes.
    /// </summary>
    /// <param name="path">Relative to the drop folder, with <c>/</c> between folders.</param>
    public bool IsDocument(string path) => !IsOfATool(path[(path.LastIndexOf('/') + 1)..]) && IsIncluded(path);

    /// <summary>A name that would be a document's, were it not one that editors and copy tools use: somebody may have meant it as one.</summary>
    public bool LooksLikeADocument(string name) => IsOfATool(name) && IsIncluded(name);

    /// <summary>A name that the configuration gives to documents, wherever the file lies.</summary>
    public bool IsListed(string name) => !IsOfATool(name) && _included.Any(pattern => pattern.FitsName(name));

    /// <summary>Neither the file is looked at nor, if it is a folder, anything in it.</summary>
    public bool IsIgnored(string path) => _ignored.Any(pattern => pattern.FitsAllIn(path));

    /// <summary>What tools keep beside a document: expected, and not worth a word.</summary>
    public static bool IsOfATool(string name) =>
        name.StartsWith('.') || name.StartsWith('~') || name.EndsWith('~') || OfTools.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private bool IsIncluded(string path) => _included.Any(pattern => pattern.Fits(path)) && !_ignored.Any(pattern => pattern.Fits(path));
}
