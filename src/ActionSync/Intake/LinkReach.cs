using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>Where a link of the drop folder may lead: into the folder itself, its parent, or a folder that the configuration names.</summary>
internal sealed class LinkReach(string folder, IntakeOptions options)
{
    private readonly Lazy<IReadOnlyList<string>> _named = new(() => [.. options.LinksInto.Select(Real).OfType<string>()]);
    private readonly Lazy<IReadOnlyList<string>> _near = new(() =>
        [.. new[] { folder, Path.GetDirectoryName(folder) }.OfType<string>().Select(Real).OfType<string>()]);

    /// <summary>Judged by where the opened file really lies.</summary>
    public bool Allows(OpenedFile file)
    {
        var path = file.RealPath();
        return _near.Value.Concat(_named.Value).Any(allowed => IsIn(allowed, path));
    }

    /// <summary>A folder behind a link: only one that the configuration names, since what lies in the drop folder is walked through anyway.</summary>
    public bool AllowsFolder(string path) => Real(path) is { } real && _named.Value.Any(allowed => real == allowed || IsIn(allowed, real));

    private static bool IsIn(string folder, string path) =>
        path.StartsWith(folder == "/" ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

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
