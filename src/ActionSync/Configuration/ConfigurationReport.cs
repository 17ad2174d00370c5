using System.Text;

namespace ActionSync.Configuration;

/// <summary>What people read where a configuration is wrong: one problem a line, in the order of the keys.</summary>
public static class ConfigurationReport
{
    public static string Of(IReadOnlyList<ConfigurationMessage> problems)
    {
        var report = new StringBuilder(problems.Count == 1 ? "The configuration has a problem:" : $"The configuration has {problems.Count} problems:");
        foreach (var problem in problems.OrderBy(problem => problem.Key, StringComparer.OrdinalIgnoreCase))
            report.Append("\n  ").Append(problem);
        return report.ToString();
    }
}
