namespace ActionSync.Configuration;

/// <summary>What people read where a configuration is wrong: one problem a line, in the order of the keys.</summary>
public static class ConfigurationReport
{
    public static IReadOnlyList<string> Lines(IReadOnlyList<ConfigurationMessage> problems) =>
    [
        problems.Count == 1 ? "The configuration has a problem:" : $"The configuration has {problems.Count} problems:",
        .. problems.OrderBy(problem => problem.Key, StringComparer.OrdinalIgnoreCase).Select(problem => $"  {problem}"),
    ];
}
