namespace ActionSync.Testing;

/// <summary>Files of this repository, found from wherever the tests run.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Sample => Path.Combine(Root, "config", "samples", "INC-2024-0142.json");

    /// <summary>Every source file of <c>src</c> and <c>tests</c>, with its path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Sources() => new[] { "src", "tests" }
        .SelectMany(folder => new[] { "*.cs", "*.razor" }.SelectMany(
            ending => Directory.EnumerateFiles(Path.Combine(Root, folder), ending, SearchOption.AllDirectories)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Select(path => (path, File.ReadAllText(Path.Combine(Root, path))));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ActionSync.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No ActionSync.sln above the tests."));
}
