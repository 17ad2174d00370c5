using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ActionSync.Configuration;
using ActionSync.Items;
using ActionSync.People;
using ActionSync.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace ActionSync.Tests.Seams;

/// <summary>The keys of a toy tracker.</summary>
public sealed class ToyTrackerOptions : TrackerOptions
{
    /// <summary>Which shelf the toys stand on.</summary>
    public string Shelf { get; set; } = "";

    public override string? Location => Shelf == "" ? null : $"toy://shelf/{Shelf}";

    public override int? MaxCreatesPerRun { get; set; }

    public override int? WritesPerMinute { get; set; }

    public override TimeSpan SettleUnknown { get; set; } = TimeSpan.Zero;
}

/// <summary>A tracker that keeps its issues in memory: the least that the program needs of one.</summary>
internal sealed class ToyTracker(ToyTrackerOptions options, PeopleDirectory people, TimeProvider clock) : ITracker
{
    private const string Server = "toy://shelf";

    /// <summary>The key of a person's name among toys.</summary>
    private const string Account = "Toy";

    /// <summary>The service, which outlives the trackers that speak to it.</summary>
    private static readonly ConcurrentDictionary<string, List<ToyIssue>> Shelves = new();

    public static TrackerKind Kind { get; } = new(
        "Toy", KindFactory<ITracker>.Of<ToyTrackerOptions>((services, options) => ActivatorUtilities.CreateInstance<ToyTracker>(services, options), Check))
    {
        Account = Account,
        Webhook = new WebhookSource("toys", "ToyWebhookSecret", "X-Toy-Signature", "X-Toy-Delivery",
            (_, body) => new WebhookReading.Change([new TrackerPlace(Server, Encoding.UTF8.GetString(body))], IsBeyondLists: false)),
    };

    private List<ToyIssue> Issues => On(options.Shelf);

    /// <summary>Every issue of a shelf that was made and not deleted, in the order of creation; people change it here.</summary>
    public static List<ToyIssue> On(string shelf) => Shelves.GetOrAdd(shelf, _ => []);

    public string Name => options.Name;

    public TrackerPlace Place => new(Server, options.Shelf);

    public TrackerTraits Traits => new(10, options.SettleUnknown, options.MaxCreatesPerRun, ListsPresence: false);

    public IssueRef? Recognise(string url) =>
        url.StartsWith($"{Place}/", StringComparison.Ordinal) && url[(Place.ToString().Length + 1)..] is { Length: > 0 } id ? RefOf(id) : null;

    public Task<IReadOnlyList<CreateOutcome>> CreateAsync(IReadOnlyList<IssueDraft> drafts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CreateOutcome>>([.. drafts.Select(draft => new CreateOutcome.Created(Create(draft).Snapshot))]);

    public Task<CreatePreview> PreviewAsync(IssueDraft draft, CancellationToken cancellationToken) => Task.FromResult(new CreatePreview
    {
        Title = draft.Title,
        Assignee = draft.Owner,
        Priority = draft.Priority.ToString(),
        Deadline = draft.Deadline,
    });

    public Task<IReadOnlyList<IssueSnapshot>> FindAsync(IReadOnlyCollection<string> markers, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IssueSnapshot>>(
            [.. Issues.Select(issue => issue.Snapshot).Where(shown => shown.Marker is { } marker && markers.Contains(marker))]);

    public Task<ReadOutcome> ReadAsync(IssueRef issue, CancellationToken cancellationToken) => Task.FromResult(Of(issue, _ => { }));

    public Task<ReadOutcome> UpdateAsync(IssueRef issue, IssuePatch patch, CancellationToken cancellationToken) => Task.FromResult(Of(issue, found =>
    {
        found.IsFlagged = patch.Withdrawn ?? found.IsFlagged;
        found.Change(clock.GetUtcNow(), shown => shown with
        {
            Title = patch.Title ?? shown.Title,
            Owner = patch.Owner is { } owner ? owner.To : shown.Owner,
            Priority = patch.Priority ?? shown.Priority,
            Deadline = patch.Deadline is { } deadline ? deadline.To : shown.Deadline,
            State = patch.State ?? shown.State,
        });
    }));

    public Task<ReadOutcome> AddNoteAsync(IssueRef issue, IssueNote note, CancellationToken cancellationToken) =>
        Task.FromResult(Of(issue, found => found.Notes.TryAdd(note.Token, note.Text)));

    public Task<TrackerChanges> ChangesAsync(string? cursor, CancellationToken cancellationToken)
    {
        var since = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        return Task.FromResult(new TrackerChanges
        {
            Issues = [.. Ours.Where(issue => issue.Version > since).Select(issue => issue.Snapshot)],
            Cursor = Issues.Select(issue => issue.Version).DefaultIfEmpty(since).Max().ToString(CultureInfo.InvariantCulture),
        });
    }

    public Task<TrackerChanges> ListAsync(IReadOnlyCollection<IssueRef> known, CancellationToken cancellationToken) => Task.FromResult(new TrackerChanges
    {
        Issues = [.. Ours.Select(issue => issue.Snapshot)],
        Gone = [.. known.Where(issue => Issues.All(there => there.Snapshot.Ref != issue)).Select(issue => new GoneIssue(issue, "nobody has it any more"))],
    });

    public Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([new Finding(true, "shelf", "is there")]);

    private static void Check(ToyTrackerOptions options, CheckedOptions check)
    {
        if (options.Shelf == "")
            check.Findings.Add($"{check.Key}:Shelf", "is missing; it must be the name of a shelf");
    }

    private IEnumerable<ToyIssue> Ours => Issues.Where(issue => issue.Snapshot.Marker is not null);

    private IssueRef RefOf(string id) => new(Server, options.Shelf, id, id, $"{Place}/{id}");

    private ToyIssue Create(IssueDraft draft)
    {
        string[] text = [draft.Incident.RootCause ?? "", .. draft.Details, string.Join(", ", draft.Owners), .. draft.Links];
        var issue = new ToyIssue(string.Join('\n', text), people.Find(draft.Owner)?.AccountOf(Account), new IssueSnapshot
        {
            Ref = RefOf((Issues.Count + 1).ToString(CultureInfo.InvariantCulture)),
            Marker = draft.Marker,
            Key = draft.Key,
            Title = draft.Title,
            Owner = draft.Owner,
            Priority = draft.Priority,
            Deadline = draft.Deadline,
            State = draft.State,
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
            CreatedByUs = true,
        });
        Issues.Add(issue);
        return issue;
    }

    private ReadOutcome Of(IssueRef issue, Action<ToyIssue> use)
    {
        if (Issues.Find(there => there.Snapshot.Ref == issue) is not { } found)
            return new ReadOutcome.Gone("nobody has it any more");
        use(found);
        return new ReadOutcome.Found(found.Snapshot);
    }
}

/// <summary>One issue of a toy tracker.</summary>
internal sealed class ToyIssue(string body, string? assignee, IssueSnapshot snapshot)
{
    private static int _versions;

    public string Body => body;

    /// <summary>Whose it was at first, by the name that people have among toys.</summary>
    public string? Assignee => assignee;

    public IssueSnapshot Snapshot { get; private set; } = snapshot;

    public int Version { get; private set; } = Interlocked.Increment(ref _versions);

    public ConcurrentDictionary<string, string> Notes { get; } = new();

    public bool IsFlagged { get; set; }

    public void Change(DateTimeOffset now, Func<IssueSnapshot, IssueSnapshot> change)
    {
        var changed = change(Snapshot);
        Snapshot = changed with { UpdatedAt = now, ClosedAt = changed.State.IsClosed() ? Snapshot.ClosedAt ?? now : null };
        Version = Interlocked.Increment(ref _versions);
    }
}
