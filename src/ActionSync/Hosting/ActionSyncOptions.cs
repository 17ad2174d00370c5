using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;
using ActionSync.Documents.Values;
using ActionSync.Files;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Reminders;
using ActionSync.Sync;
using ActionSync.Sync.Refreshing;
using ActionSync.Trackers;
using ActionSync.Web;

namespace ActionSync.Hosting;

/// <summary>
/// The whole configuration, bound, checked and complete: paths are full, trackers are of their kind, secrets are read.
/// Its properties, and those of its sections, are the known keys: binding, the search for a misspelt key's neighbour and the tests that hold
/// <c>config/appsettings.json</c> and its schema in step all start here.
/// </summary>
public sealed class ActionSyncOptions
{
    /// <summary>The root folder of the default paths. Default: <c>data</c>.</summary>
    public string Data { get; set; } = DefaultPaths.Data;

    public IntakeOptions Intake { get; set; } = Catalog.Default.NewIntakeOptions();

    public FilesOptions Files { get; set; } = new();

    public LedgerOptions Ledger { get; set; } = new();

    /// <summary>By name, case ignored; never empty: without configuration there is the folder tracker "board".</summary>
    [TrackerNames]
    public IReadOnlyDictionary<string, TrackerOptions> Trackers { get; set; } = new Dictionary<string, TrackerOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first match wins; never empty: without configuration all goes to "board".</summary>
    public IReadOnlyList<RouteOptions> Routes { get; set; } = [];

    /// <summary>By address, case ignored; <see cref="PeopleDirectory"/> looks people up.</summary>
    [Address]
    public IReadOnlyDictionary<string, PersonOptions> People { get; set; } = new Dictionary<string, PersonOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Teams by name, case ignored, in the order of the configuration; <see cref="GroupDirectory"/> says which items are whose.</summary>
    public IReadOnlyDictionary<string, GroupOptions> Groups { get; set; } = new Dictionary<string, GroupOptions>(StringComparer.OrdinalIgnoreCase);

    public DocumentsOptions Documents { get; set; } = new();

    public PlanningOptions Planning { get; set; } = new();

    public ScheduleOptions Schedule { get; set; } = new();

    public RefreshingOptions Refreshing { get; set; } = new();

    public RemindingOptions Reminding { get; set; } = new();

    /// <summary>The options of each channel, by its name; see <see cref="Channel{TOptions}"/>.</summary>
    public IReadOnlyDictionary<string, object> Channels { get; set; } = Catalog.Default.NewChannelOptions();

    public LoggingOptions Logging { get; set; } = new();

    public DashboardOptions Dashboard { get; set; } = new();

    /// <summary>The options of one channel.</summary>
    /// <typeparam name="TOptions">The type that the channel's entry in the list of channels names.</typeparam>
    public TOptions Channel<TOptions>() => Channels.Values.OfType<TOptions>().Single();
}
