namespace ActionSync.Simulators.Chaos.Workers;

/// <summary>Finds the program under test.</summary>
internal static class ActionSyncProgram
{
    private const string Name = "actionsync.dll";

    /// <summary>The given path, else beside this program, else what this source tree was built to last.</summary>
    public static string Find(string? given)
    {
        if (given is not null)
            return File.Exists(given) ? Path.GetFullPath(given) : throw new FileNotFoundException($"There is no {given}.");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "ActionSync.sln")))
                continue;
            var built = new DirectoryInfo(Path.Combine(folder.FullName, "src", "ActionSync", "bin")) is { Exists: true } bin
                ? bin.EnumerateFiles(Name, SearchOption.AllDirectories).Where(f => f.Directory!.EnumerateFiles("actionsync.runtimeconfig.json").Any())
                    .MaxBy(f => f.LastWriteTimeUtc)
                : null;
            return built?.FullName ?? throw new FileNotFoundException($"{Name} is not built yet: dotnet build src/ActionSync, or give --actionsync PATH.");
        }
        throw new FileNotFoundException($"{Name} is not found from {AppContext.BaseDirectory}; give --actionsync PATH.");
    }
}
