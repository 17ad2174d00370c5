using ActionSync.Simulators.Chaos.Books;
using ActionSync.Simulators.Chaos.Documents;
using ActionSync.Simulators.Chaos.Workers;
using ActionSync.Simulators.GitHub;

namespace ActionSync.Simulators.Chaos;

/// <summary>All that a scene can act on: workers, simulators, the drop folder, the disk, the database, and the books that say how it should end.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>How far GitHub's lists lag at most; the workers settle unknown outcomes later than this.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(4);

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

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public required GitHubSimulator GitHub { get; init; }

    public required IReadOnlyList<ITrackerBook> Books { get; init; }

    public required Desk Desk { get; init; }

    public required SmallDisk Disk { get; init; }

    /// <summary>Null on SQLite, and where the server is somebody else's.</summary>
    public PostgresServer? Postgres { get; init; }

    public required Crew Crew { get; init; }

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
        var postgres = options.Postgres == ChaosOptions.Own ? await PostgresServer.StartAsync(Path.Combine(folder, "postgres"), cancellationToken) : null;
        var installation = new Installation(folder, program);
        await installation.ConfigureAsync(options.Postgres is null ? null : postgres?.ConnectionString ?? options.Postgres, github.Url, repository.Token, cancellationToken);
        var crew = new Crew(installation, options.Workers);
        return new Stage(options, folder)
        {
            GitHub = github,
            Books = [repository, new BoardBook(Path.Combine(data, "board"))],
            Desk = new Desk(Path.Combine(data, "inbox")),
            Disk = disk,
            Postgres = postgres,
            Crew = crew,
        };
    }

    public async ValueTask DisposeAsync()
    {
        Crew.Dispose();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        await GitHub.DisposeAsync();
        await Disk.UnmountAsync(Keep);
        if (!Keep)
            Directory.Delete(Folder, recursive: true);
    }
}
