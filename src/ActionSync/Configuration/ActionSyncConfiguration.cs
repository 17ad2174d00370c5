using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Checks;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration;

/// <summary>
/// Reads the whole configuration once, at start. Sources are laid over each other, bound to <see cref="ActionSyncOptions"/>, completed (paths,
/// secrets, the default route) and checked; everything that is wrong is told at once. Lists are replaced by a later source, maps merge by key.
/// </summary>
public static class ActionSyncConfiguration
{
    /// <summary>The file that is read, where there is one, before <c>--config</c>.</summary>
    public const string SharedFile = "config/appsettings.json";

    public static LoadedConfiguration Load(ConfigurationSources sources)
    {
        var findings = new Findings();
        findings.Settings = Layers(sources, findings).Aggregate(SettingLayers.Merge);

        var options = new ActionSyncOptions();
        new SectionBinder(findings, sources.CurrentDirectory).Bind(options, findings.Settings, "");
        var connectionIsGiven = findings.IsGiven("Ledger:ConnectionString") || findings.IsGiven("Ledger:ConnectionStringFile");
        DataFolder.Apply(options, sources.CurrentDirectory, connectionIsGiven);

        IntakeCheck.Run(options, findings);
        LedgerCheck.Run(options, connectionIsGiven, findings);
        TrackerCheck.Run(options, sources.CurrentDirectory, findings);
        RouteCheck.Run(options, findings);
        PeopleCheck.Run(options, findings);
        ChannelCheck.Run(options.Channels, findings);
        ComingFeatures.Run(findings);
        CheckNightly(options.Refreshing.Nightly, sources.CronProblem, findings);
        return new LoadedConfiguration(options, findings.Problems, findings.Notices);
    }

    private static void CheckNightly(string cron, Func<string, string?> cronProblem, Findings findings)
    {
        if (cronProblem(cron) is { } problem)
            findings.Add("Refreshing:Nightly", $"{Wording.Quote(cron)} is not a cron expression: {problem.TrimEnd('.')}; it must be one such as \"0 0 2 * * ?\"");
    }

    private static IEnumerable<MapSetting> Layers(ConfigurationSources sources, Findings findings)
    {
        yield return BuiltInSettings.Layer;
        var shared = Path.GetFullPath(SharedFile, sources.CurrentDirectory);
        if (File.Exists(shared))
            yield return BuiltInSettings.FollowData(JsonSettings.Read(shared, SharedFile, findings));
        if (sources.ConfigFile is { } file)
            yield return BuiltInSettings.FollowData(JsonSettings.Read(Path.GetFullPath(file, sources.CurrentDirectory), file, findings));
        yield return EnvironmentSettings.Read(sources.Environment, findings);
    }
}

/// <param name="Options">Complete and right only where <paramref name="Problems"/> is empty.</param>
/// <param name="Problems">Everything that is wrong; with any, the program ends with exit code 2.</param>
/// <param name="Notices">What is worth a word, and stops nothing.</param>
public sealed record LoadedConfiguration(ActionSyncOptions Options, IReadOnlyList<ConfigurationMessage> Problems, IReadOnlyList<ConfigurationMessage> Notices);
