using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Showing;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Reminders;
using ActionSync.Trackers;
using ActionSync.Web;

namespace ActionSync.Hosting;

/// <summary>Reads the configuration, completes it (paths, the ledger's file, the only route), and has each feature check its own.</summary>
internal static class ActionSyncConfiguration
{
    private const string LedgerKey = "Ledger:ConnectionString";

    public static LoadedConfiguration Load(ConfigurationSources sources, Catalog catalog)
    {
        var schema = catalog.Schema();
        var options = catalog.NewOptions();
        var findings = ConfigurationReader.Bind(options, schema, sources);
        var connectionIsGiven = findings.IsGiven(LedgerKey) || findings.IsGiven($"{LedgerKey}File");
        options.Data = Path.GetFullPath(options.Data, sources.CurrentDirectory);
        DefaultPaths.Complete(options, options.Data, sources.CurrentDirectory);
        options.Ledger.ConnectionString = ConnectionStrings.Complete(options.Ledger, connectionIsGiven, options.Data, sources.CurrentDirectory);
        Check(options, catalog, connectionIsGiven, sources, findings);
        return new LoadedConfiguration(options, findings.Problems, findings.Notices)
        {
            Settings = [.. new EffectiveSettings(schema, findings, sources.CurrentDirectory).Of(options).Select(setting => WithLedgerFile(setting, options))],
        };
    }

    /// <summary>
    /// The same for commands that only read documents: they connect to nothing, so a secret that is missing or cannot be read keeps nobody from them.
    /// </summary>
    public static LoadedConfiguration LoadWithoutSecrets(ConfigurationSources sources, Catalog catalog)
    {
        var (loaded, secrets) = (Load(sources, catalog), catalog.Schema().SecretNames());
        var beside = loaded.Problems.Where(problem => !secrets.Contains(problem.Key[(problem.Key.LastIndexOf(':') + 1)..])).ToList();
        if (loaded.Problems.Any(problem => problem.Key.StartsWith(LedgerKey, StringComparison.Ordinal)))
            UseDefault(loaded.Options, sources.CurrentDirectory);
        return loaded with { Problems = beside };
    }

    /// <summary>Without the way to its server the ledger cannot be asked what earlier documents said; nothing lies in the default place then.</summary>
    private static void UseDefault(ActionSyncOptions options, string currentDirectory)
    {
        options.Ledger.Provider = LedgerProvider.Sqlite;
        options.Ledger.ConnectionString = ConnectionStrings.Complete(options.Ledger, isGiven: false, options.Data, currentDirectory);
    }

    /// <summary>A file's path is no secret, and the one that people look for.</summary>
    private static EffectiveSetting WithLedgerFile(EffectiveSetting setting, ActionSyncOptions options) =>
        setting.Key == LedgerKey && options.Ledger.Provider == LedgerProvider.Sqlite && ConnectionStrings.FileOf(options.Ledger.ConnectionString) is { } file
            ? setting with { Value = $"Data Source={file}" }
            : setting;

    private static void Check(ActionSyncOptions options, Catalog catalog, bool connectionIsGiven, ConfigurationSources sources, Findings findings)
    {
        IntakeOptionsCheck.Run(options.Intake, options.People, findings);
        FolderCheck.Run(options, findings);
        LedgerOptionsCheck.Run(options.Ledger, connectionIsGiven, findings);
        TrackerChecks.Run([.. options.Trackers.Values], catalog.Trackers, sources.CurrentDirectory, findings);
        options.Routes = RouteCheck.Run(options.Routes, findings);
        PeopleCheck.Run(options.People, [.. catalog.Trackers.Select(kind => kind.Account).OfType<string>()], findings);
        GroupCheck.Run(options.Groups, options.People, findings);
        RemindingCheck.Run(options.Reminding, options.People, catalog.Channels, findings);
        LinkKeyCheck.Run(options.Dashboard.LinkKey, findings);
        RemindingCheck.Groups(options.Groups, catalog.Channels, options.Channels, findings);
        DashboardOptionsCheck.Run(options.Dashboard, findings);
        foreach (var channel in catalog.Channels)
            channel.Factory.Check(options.Channels[channel.Name], new CheckedOptions($"Channels:{channel.Name}", sources.CurrentDirectory, findings));
        if (sources.CronProblem(options.Refreshing.Nightly) is { } problem)
            findings.Add("Refreshing:Nightly",
                $"{Wording.Quote(options.Refreshing.Nightly)} is not a cron expression: {problem.TrimEnd('.')}; it must be one such as \"0 0 2 * * ?\"");
    }
}

/// <param name="Options">Complete and right only where <paramref name="Problems"/> is empty.</param>
/// <param name="Problems">Everything that is wrong; with any, the program ends with exit code 2.</param>
/// <param name="Notices">What is worth a word, and stops nothing.</param>
public sealed record LoadedConfiguration(ActionSyncOptions Options, IReadOnlyList<ConfigurationMessage> Problems, IReadOnlyList<ConfigurationMessage> Notices)
{
    /// <summary>Every key with the value that holds, also where another key is wrong.</summary>
    public IReadOnlyList<EffectiveSetting> Settings { get; init; } = [];
}
