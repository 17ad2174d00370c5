namespace ActionSync.Tests.Support;

/// <summary>Files of this repository, found from wherever the tests run.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Sample => Path.Combine(Root, "config", "samples", "INC-2024-0142.json");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ActionSync.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No ActionSync.sln above the tests."));
}
