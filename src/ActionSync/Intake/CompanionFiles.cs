namespace ActionSync.Intake;

/// <summary>
/// What lies beside the postmortems of a repository and is none: the texts that every repository has, and the templates that postmortems begin as. In a
/// tree that is read in place they are passed over, and nobody is told.
/// </summary>
internal static class CompanionFiles
{
    private const string Template = "template";

    /// <summary>The beginnings of their names, of which nobody makes the name of a postmortem.</summary>
    private static readonly string[] Beginnings = ["README", "CHANGELOG", "CONTRIBUTING", "LICENSE", "CODE_OF_CONDUCT"];

    /// <summary>Common words too: they count in capitals, or alone.</summary>
    private static readonly string[] Words = ["SECURITY", "SUMMARY"];

    private static readonly string[] Folders = ["template", "templates"];

    /// <param name="path">Relative to the drop folder, with <c>/</c> between folders.</param>
    public static bool IsOne(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        var stem = Path.GetFileNameWithoutExtension(name);
        return Beginnings.Any(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            || Words.Any(word => name.StartsWith(word, StringComparison.Ordinal) || stem.Equals(word, StringComparison.OrdinalIgnoreCase))
            || name.Equals("index.md", StringComparison.OrdinalIgnoreCase)
            || name.Contains(Template, StringComparison.OrdinalIgnoreCase)
            || parts.SkipLast(1).Any(folder => Folders.Contains(folder, StringComparer.OrdinalIgnoreCase));
    }
}
