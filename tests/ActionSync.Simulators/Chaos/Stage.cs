using ActionSync.Simulators.Chaos.Books;
using ActionSync.Simulators.Chaos.Documents;
using ActionSync.Simulators.Chaos.Workers;
using ActionSync.Simulators.GitHub;
using ActionSync.Simulators.Jira;
using ActionSync.Simulators.Postgres;
using ActionSync.Simulators.Slack;
using JiraBook = ActionSync.Simulators.Chaos.Books.JiraBook;

namespace ActionSync.Simulators.Chaos;

/// <summary>All that a scene can act on: workers, simulators, the drop folder, the disk, the database, and the books that say how it should end.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>How far lists lag at most; the workers settle unknown outcomes later than this.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(4);

    /// <summary>After this the workers take a create of which nothing was heard for one that never arrived.</summary>
    public static readonly TimeSpan SettleUnknown = LongestLag + TimeSpan.FromSeconds(4);

    private Stage(ChaosOptions options, string folder) => (Options, Folder, Chance) = (options, folder, new Random(options.Seed));

    public ChaosOptions Options { get; }

    /// <summary>A folder of the run's own; <c>data</c> in it is the workers'.</summary>
    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    /// <summary>The one source of chance.</summary>
    public Random Chance { get; }

    public Figures Figures { get; } = new();

    public Later Later { get; } = new();

    /// <summary>What people did in the trackers.</summary>
    public List<Deed> Deeds { get; } = [];

    /// <summary>When the run began; people are reminded once a day.</summary>
    public DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>When the last create arrives that is on its way now.</summary>
    public DateTimeOffset LastArrival { get; set; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public required IReadOnlyList<Remote> Remotes { get; init; }

    public required IReadOnlyList<ITrackerBook> Books { get; init; }

    private IReadOnlyList<IAsyncDisposable> Simulators { get; init; } = [];

    public required SlackSimulator Slack { get; init; }

    public required DocumentSource Source { get; init; }

    public required SmallDisk Disk { get; init; }

    /// <summary>Null on SQLite, and where the server is somebody else's.</summary>
    public PostgresServer? Postgres { get; init; }

    public required WorkerGroup Workers { get; init; }

    public string Database => Options.Postgres is null ? "SQLite" : "PostgreSQL";

    /// <summary>The folder stays for people to look at.</summary>
    public bool Keep { get; set; }

    public static async Task<Stage> SetAsync(ChaosOptions options, TextWriter told, CancellationToken cancellationToken)
    {
        var program = ActionSyncProgram.Find(options.Program);
        var folder = Directory.CreateTempSubdirectory("actionsync-chaos-").FullName;
        var data = Path.Combine(folder, "data");
        var disk = await SmallDisk.MountAsync(data, told, cancellationToken);
        var github = await GitHubSimulator.StartAsync(TimeProvider.System, cancellationToken);
        var repository = new GitHubBook(github);
        var jira = new JiraSimulator(JiraMode.Cloud, TimeProvider.System);
        var project = new JiraBook(jira);
        await jira.StartAsync(0, cancellationToken);
        var slack = new SlackSimulator(TimeProvider.System, "xoxb-chaos") { EverybodyIsMember = true };
        await slack.Host.StartAsync(0, cancellationToken);
        var postgres = options.Postgres == ChaosOptions.Own ? await PostgresServer.StartInAsync(Path.Combine(folder, "postgres"), cancellationToken) : null;
        var installation = new Installation(folder, program);
        // What a worker waits for while the server is away must not outlast the run.
        var database = postgres is null ? options.Postgres : $"{postgres.ConnectionString};Timeout=5;Command Timeout=20;Maximum Pool Size=10";
        await installation.ConfigureAsync(
            database, new Services(github.Url, repository.Token, jira, slack), options.Duration + options.Quiet, cancellationToken);
        return new Stage(options, folder)
        {
            Slack = slack,
            Simulators = [github, jira, slack],
            Remotes =
            [
                new Remote(github.Faults, lag => github.World.ListLag = lag, github.Host.StopAsync, () => github.Host.StartAsync(0, CancellationToken.None)),
                new Remote(jira.Faults, lag => jira.Book.IndexLag = lag, jira.StopAsync, () => jira.StartAsync(0, CancellationToken.None)),
                new Remote(slack.Host.Faults, _ => { }, slack.Host.StopAsync, () => slack.Host.StartAsync(0, CancellationToken.None)),
            ],
            Books = [repository, project, new BoardBook(Path.Combine(data, "board"))],
            Source = new DocumentSource(Path.Combine(data, "inbox")),
            Disk = disk,
            Postgres = postgres,
            Workers = new WorkerGroup(installation, options.Workers),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Workers.Dispose();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        foreach (var simulator in Simulators)
            await simulator.DisposeAsync();
        await Disk.UnmountAsync(Keep);
        if (!Keep)
            Directory.Delete(Folder, recursive: true);
    }
}
