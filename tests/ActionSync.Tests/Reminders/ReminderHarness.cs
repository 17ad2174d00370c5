using ActionSync.Files;
using ActionSync.Hosting;
using ActionSync.Intake;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using ActionSync.Reports;
using ActionSync.Testing;
using ActionSync.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ActionSync.Tests.Reminders;

/// <summary>The reminding stage as it runs, on a real ledger in a folder of its own; a clock that stands still.</summary>
internal sealed class ReminderHarness : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private ServiceProvider? _services;

    public ReminderHarness(DateTimeOffset? now = null)
    {
        Clock = new FakeClock(now ?? new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero));
        Options.Channel<EmailOptions>().Outbox = _folder["outbox"];
        (Options.Intake.Folder, Options.Intake.Rejected) = (_folder["inbox"], _folder["rejected"]);
        Database = new SqliteDatabase($"Data Source={_folder["ledger.db"]}", Clock);
    }

    public FakeClock Clock { get; }

    public ActionSyncOptions Options { get; } = new();

    public Dictionary<string, PersonOptions> People { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<ITracker> Trackers { get; } = [];

    /// <summary>Channels in place of the configured ones, where a test brings its own.</summary>
    public List<IReminderChannel> OwnChannels { get; } = [];

    /// <summary>How long a web request may take; null for what is built in.</summary>
    public TimeSpan? HttpPatience { get; set; }

    public LedgerDatabase Database { get; }

    public ReminderRun Run => Get<ReminderRun>();

    public IReadOnlyList<string> Outbox => Directory.Exists(Options.Channel<EmailOptions>().Outbox)
        ? [.. Directory.GetFiles(Options.Channel<EmailOptions>().Outbox).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : [];

    public string OutboxText(string file) => File.ReadAllText(Path.Combine(Options.Channel<EmailOptions>().Outbox, file));

    public T Get<T>() where T : notnull => (_services ??= Build()).GetRequiredService<T>();

    /// <summary>A run with a clock that goes on, a second at a time, as soon as the run waits for it.</summary>
    public async Task<ReminderSummary> RunWaitingAsync(ReminderMode mode)
    {
        var running = Run.RunAsync(mode, TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            await Eventually.IsTrue(() => Clock.Waiting > 0 || running.IsCompleted, "the run waits or ends");
            if (!running.IsCompleted)
                Clock.Advance(TimeSpan.FromSeconds(1));
        }
        return await running;
    }

    /// <summary>As after a kill: the ledger stays, everything in memory is gone.</summary>
    public async Task RestartAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        _services = null;
    }

    public async Task<ReminderHarness> MigratedAsync()
    {
        await Database.MigrateAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public Task AddAsync(IncidentBrief incident, params LedgerItem[] items) => AddAllAsync([(incident, items)]);

    /// <summary>An incident INC-1 with these items.</summary>
    public Task AddAsync(params LedgerItem[] items) => AddAsync(Some.Incident(), items);

    /// <summary>Many incidents at once.</summary>
    public async Task AddAllAsync(IEnumerable<(IncidentBrief Incident, IEnumerable<LedgerItem> Items)> incidents)
    {
        await using var work = await Database.BeginAsync(TestContext.Current.CancellationToken);
        foreach (var (incident, items) in incidents)
        {
            await work.Incidents.SaveRevisionAsync(new LedgerIncident(1, "hash", incident, Clock.GetUtcNow()), "{}", TestContext.Current.CancellationToken);
            foreach (var item in items)
                await work.Items.InsertAsync(item, TestContext.Current.CancellationToken);
        }
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    public async Task ChangeAsync(string key, Func<LedgerItem, LedgerItem> change)
    {
        await using var work = await Database.BeginAsync(TestContext.Current.CancellationToken);
        await work.Items.UpdateAsync(
            [change((await work.Items.FindAsync(key, TestContext.Current.CancellationToken))!)], TestContext.Current.CancellationToken);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<LedgerEvent>> HistoryAsync(string incident = "INC-1")
    {
        await using var work = await Database.ReadAsync(TestContext.Current.CancellationToken);
        return await work.Events.OfIncidentAsync(incident, TestContext.Current.CancellationToken);
    }

    /// <summary>What happened to the only message of the day, as it is kept for whoever can mend it; its reader is told that it came another way.</summary>
    public async Task<string> DetourAsync()
    {
        var mail = OutboxText(Assert.Single(Outbox)).Replace("=\r\n", "", StringComparison.Ordinal);
        Assert.Contains("This message came another way than usual", mail, StringComparison.Ordinal);
        return Assert.Single(await RemindersAsync()).Remark!;
    }

    public async Task<IReadOnlyList<PlannedReminder>> RemindersAsync(DateOnly? day = null)
    {
        await using var work = await Database.ReadAsync(TestContext.Current.CancellationToken);
        var asked = day ?? new DateOnly(2024, 1, 16);
        return await new ReminderStore(work).OfDaysAsync(asked, asked, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddActionSyncConfiguration(Options);
        services.AddSingleton(new PeopleDirectory(People));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(Database);
        services.AddSingleton(WorkerIdentity.OfThisProcess());
        services.AddSingleton(Catalog.Default.Trackers);
        services.AddSingleton(new TrackerSet(Trackers));
        services.AddSingleton(FileRights.Private);
        services.AddReminding([.. Catalog.Default.Channels.Select(kind => (kind, Options.Channels[kind.Name]))]);
        services.AddSingleton<RejectedFolder>();
        services.AddReports();
        // How long a disk takes is told by no clock of ours: with one that is moved while it waits, a write would seem to hang.
        if (Options.Channel<EmailOptions>() is { Host: null } email)
            services.Replace(ServiceDescriptor.Singleton<IMailer>(new OutboxMailer(email, FileRights.Private, TimeProvider.System)));
        if (HttpPatience is { } patience)
            services.AddHttpClient(SlackKind.Name, client => client.Timeout = patience);
        if (OwnChannels.Count > 0)
            services.Replace(ServiceDescriptor.Singleton(new ReminderChannels(OwnChannels)));
        return services.BuildServiceProvider();
    }

    internal static class Some
    {
        public static IncidentBrief Incident(string id = "INC-1", string title = "It broke") => new()
        {
            Id = id,
            Title = title,
            Severity = "SEV1",
            Service = "checkout",
            Commander = "Jane Smith",
            EscalationManager = "boss@x.org",
            ResolvedAt = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };

        /// <summary>A P1 item of alice's, due on 12 January 2024.</summary>
        public static LedgerItem Item(
            string key = "INC-1/a", string? owner = "alice@x.org", string title = "Add an alert", string? due = "2024-01-12",
            ItemState state = ItemState.Open) => new()
            {
                Key = key,
                IncidentId = key.Split('/')[0],
                Identity = key,
                Marker = Marker.Of("test", key),
                Position = 1,
                State = state,
                Title = title,
                Owner = owner,
                Priority = Priority.P1,
                Deadline = Deadline.ParseOrNull(due),
                Fields = new TrackedFields(),
                Tracker = "board",
                Issue = new IssueRef("https://tracker.test", "x/y", key, "#1", $"https://tracker.test/x/y/{Uri.EscapeDataString(key)}"),
                FirstSeenAt = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero),
            };
    }
}
