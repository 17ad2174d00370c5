using System.Collections;

namespace ActionSync.Configuration;

/// <summary>
/// Where the configuration comes from, the later over the earlier: built-in defaults, <c>config/appsettings.json</c>, a file, the environment.
/// </summary>
/// <param name="ConfigFile">The value of <c>--config</c>; null where it is not given.</param>
/// <param name="Environment">All variables; those that begin with <c>ACTIONSYNC_</c> count.</param>
/// <param name="CurrentDirectory">What relative paths are relative to.</param>
/// <param name="CronProblem">What is wrong with a cron expression, as the scheduler sees it; null where nothing is.</param>
public sealed record ConfigurationSources(
    string? ConfigFile, IEnumerable<KeyValuePair<string, string?>> Environment, string CurrentDirectory, Func<string, string?> CronProblem)
{
    /// <summary>The sources of this process.</summary>
    public static ConfigurationSources OfProcess(string? configFile, Func<string, string?> cronProblem) => new(
        configFile,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value)),
        Directory.GetCurrentDirectory(),
        cronProblem);
}
