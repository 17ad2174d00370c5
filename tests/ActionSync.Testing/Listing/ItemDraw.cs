using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Listing;
using ActionSync.People;

namespace ActionSync.Testing.Listing;

/// <summary>Draws incidents with items in every state, and filters over them; the same seed draws the same.</summary>
/// <param name="seed">Where to begin.</param>
/// <param name="withIssues">Some have issues, in a place that no tracker is.</param>
internal sealed class ItemDraw(int seed, bool withIssues = true)
{
    private static readonly string?[] Owners =
    [
        null, "mira@acme.example", "MIRA@acme.example", "Mira Lindqvist", "Mira Lindqvist <mira@acme.example>", "Taro Abe", "taro@acme.example", "Jörg Weiß",
        "jörg@acme.example", "50%_off\\person", "Dana", "nobody in particular", "ΣΊΣΥΦΟΣ",
    ];

    private static readonly string[] Words = ["alert", "Wächter", "ΣΊΣΥΦΟΣ", "50%", "under_score", "back\\slash", "<b>bold</b>", "INC-1", "deploy"];

    private static readonly string?[] Trackers = [null, "board", "GitHub", LedgerItem.NoTracker];

    private readonly Random _random = new(seed);

    /// <summary>People and groups that the owners are found by, or not.</summary>
    public static void Configure(ActionSyncOptions options)
    {
        var mira = new PersonOptions { Name = "Mira Lindqvist" };
        mira.Accounts["GitHub"] = "Mira-L";
        options.People = new Dictionary<string, PersonOptions> { ["mira@acme.example"] = mira, ["jörg@acme.example"] = new() { Name = "Jörg Weiß" } };
        options.Groups = new Dictionary<string, GroupOptions>
        {
            ["Platform"] = new() { Members = ["mira@acme.example"], Services = ["pay*"] },
            ["Data"] = new() { Members = ["taro@acme.example"], Services = ["*"] },
        };
    }

    public T Of<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    public bool Toss(int onceIn = 2) => _random.Next(onceIn) == 0;

    public async Task WriteAsync(AppFixture app, CancellationToken cancellationToken, int incidents = 8)
    {
        await using var work = await app.Ledger.BeginAsync(cancellationToken);
        for (var n = 0; n < incidents; n++)
        {
            var brief = Incident($"{Of(["INC", "inc", "Ärger", "OPS_"])}-{seed}{(n == 0 ? "" : $"-{n}")}");
            if (await work.Incidents.FindAsync(brief.Id, cancellationToken) is not null)
                continue;
            await work.Incidents.SaveRevisionAsync(new LedgerIncident(1, "hash", brief, app.Clock.GetUtcNow()), "drawn.json", cancellationToken);
            for (var m = 1; m <= _random.Next(1, 7); m++)
                await AddAsync(work, Item(brief.Id, m, app.Clock.GetUtcNow()), app.Clock.GetUtcNow(), cancellationToken);
        }
        await work.CommitAsync(cancellationToken);
    }

    public ItemFilter Filter()
    {
        string?[] owners = [.. Owners, "mira", "acme", "TARO", "%", "_", "\\", "Mira-L", "jörg", "nobody", "Nobody", "participant@acme.example"];
        return new()
        {
            Owners = Some(owners.OfType<string>().ToArray(), 3),
            Teams = Some(["platform", "DATA", "nobody", "Unknown"], 4),
            Priorities = Some(Enum.GetValues<Priority>(), 4),
            Incidents = Some([$"INC-{_random.Next(4)}", "inc", "ärger", "ops_", "OPS-1", "ÄRGER-1-2", $"inc-{_random.Next(4)}-{_random.Next(6)}"], 4),
            States = Some(Enum.GetValues<ItemState>(), 4),
            Trackers = Some(["BOARD", "github", "none", "jira"], 5),
            Overdue = Toss(5),
            OnlyOpen = Toss(4),
            Search = Toss(4)
                ? string.Join(' ', Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Of([.. Words, "WÄCHTER", "σίσυφος", "ale", "title"])))
                : null,
        };
    }

    private IReadOnlyList<T> Some<T>(IReadOnlyList<T> all, int onceIn) =>
        Toss(onceIn) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Of(all)).Distinct()] : [];

    private IncidentBrief Incident(string id) => new()
    {
        Id = id,
        Title = $"Title {Of(Words)} of {id}",
        Service = Of([null, "payments", "search"]),
        AffectedServices = Toss() ? ["pay-api"] : [],
        Participants = Toss() ? [] : [new("Dana", null, "participant@acme.example"), new("Taro Abe", "lead", Of([null, "taro@acme.example"]))],
    };

    private static async Task AddAsync(LedgerTransaction work, LedgerItem item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await work.Items.InsertAsync(item, cancellationToken);
        await work.Events.AddAsync(
            [new() { At = now, IncidentId = item.IncidentId, ItemKey = item.Key, Kind = EventKind.Found, Text = "drawn" }], cancellationToken);
    }

    private LedgerItem Item(string incident, int position, DateTimeOffset now)
    {
        var state = withIssues ? Of(Enum.GetValues<ItemState>()) : Of([ItemState.Pending, ItemState.WontDo]);
        var hasIssue = withIssues && state is not (ItemState.Pending or ItemState.Unknown) && (state is not ItemState.Done || Toss());
        var drawn = Ledger.Some.Item($"{incident}/item-{position}");
        return drawn with
        {
            ExplicitId = Of([null, "A-1", $"A-{position}", $"{incident}/2", "7"]),
            Position = position,
            Title = $"{Of(Words)} {Of(Words)} {position}",
            Owner = Of(Owners),
            Priority = Of(Enum.GetValues<Priority>()),
            Deadline = Of<Deadline?>([null, Deadline.On(Day(now)), Deadline.At(now.AddHours(_random.Next(-2000, 2000))), Deadline.On(DateOnly.MaxValue)]),
            State = state,
            Tracker = hasIssue ? "board" : Of(Trackers),
            Issue = hasIssue ? new IssueRef("server", "place", $"{incident}-{position}", $"#{_random.Next(9)}", $"https://x.test/{incident}/{position}") : null,
            IntentAt = now,
            Withdrawal = Of([Withdrawal.None, Withdrawal.None, Withdrawal.Due, Withdrawal.Held]),
            PendingAction = hasIssue ? PendingAction.None : Of([PendingAction.Create, PendingAction.Backlog, PendingAction.Held]),
            FirstSeenAt = now.AddDays(-_random.Next(0, 400)),
            DoneAt = state == ItemState.Done ? now.AddDays(-_random.Next(0, 390)) : null,
            SnoozeUntil = Toss(4) ? Day(now) : null,
            SnoozeSource = null,
        };
    }

    private DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(_random.Next(-200, 60));
}
