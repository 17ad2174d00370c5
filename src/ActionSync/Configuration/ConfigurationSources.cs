using System.Collections;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration;

/// <summary>
/// Where the configuration comes from, the later over the earlier: built-in defaults, <c>config/appsettings.json</c>, a file, the environment, and the data
/// folder that the command names.
/// </summary>
/// <param name="ConfigFile">The value of <c>--config</c>; null where it is not given.</param>
/// <param name="Environment">All variables; those that begin with <c>ACTIONSYNC_</c> count.</param>
/// <param name="CurrentDirectory">What relative paths are relative to.</param>
/// <param name="CronProblem">What is wrong with a cron expression, as the scheduler sees it; null where nothing is.</param>
public sealed record ConfigurationSources(
    string? ConfigFile, IEnumerable<KeyValuePair<string, string?>> Environment, string CurrentDirectory, Func<string, string?> CronProblem)
{
    /// <summary>The value of <c>--data</c>; null where it is not given.</summary>
    public string? Data { get; init; }

    /// <summary>False where a configuration is tried out by itself, whatever lies in the current directory.</summary>
    public bool HasSharedFile { get; init; } = true;

    /// <summary>The sources of this process.</summary>
    public static ConfigurationSources OfProcess(string? configFile, Func<string, string?> cronProblem) => new(
        configFile,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value)),
        Directory.GetCurrentDirectory(),
        cronProblem);

    /// <summary>What of it there is, for people: files in full, and how many variables; the built-in defaults are always there and not named.</summary>
    public IReadOnlyList<string> Present()
    {
        List<string> present = [];
        if (SharedFile is { } shared)
            present.Add(shared);
        if (ConfigFile is not null)
            present.Add(Path.GetFullPath(ConfigFile, CurrentDirectory));
        if (Environment.Count(variable => EnvironmentSettings.IsOurs(variable.Key)) is > 0 and var variables)
            present.Add(variables == 1 ? "1 environment variable" : $"{variables} environment variables");
        return present;
    }

    /// <summary>The full path of <c>config/appsettings.json</c>; null where there is none, or it does not count.</summary>
    public string? SharedFile =>
        HasSharedFile && Path.GetFullPath(ConfigurationReader.SharedFile, CurrentDirectory) is var path && File.Exists(path) ? path : null;
}
