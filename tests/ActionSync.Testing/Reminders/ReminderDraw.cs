using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Channels.Comment;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Testing.Reminders;

/// <summary>Small ledgers by chance, with everybody and everything that reminders depend on: the same seed gives the same one.</summary>
internal sealed class ReminderDraw(int seed)
{
    private static readonly string[] Zones = ["Asia/Tokyo", "America/New_York", "Europe/Berlin"];

    private static readonly string[] Addresses = [.. "abcdefgh".Select(letter => $"{letter}@x.org")];

    private readonly Random _random = new(seed);

    /// <summary>As items name them.</summary>
    public static IReadOnlyList<string?> Owners { get; } =
        [.. Addresses, "A@X.org", "Bea Berg", "Hal", "Ida Iversen", "Team Red", "stranger@x.org", null, ""];

    public void Configure(ActionSyncOptions options)
    {
        options.People = Addresses.Take(6).ToDictionary(address => address, Person, StringComparer.OrdinalIgnoreCase);
        options.Reminding.Orphans = Of([null, .. Addresses]);
        options.Reminding.Priorities = [Of([Priority.P1, Priority.P2, Priority.P4])];
        options.Reminding.MaxPerPersonPerDay = 1 + _random.Next(2);
        options.Channel<CommentOptions>().Enabled = Chance(4);
    }

    public async Task WriteAsync(AppFixture app, CancellationToken cancellationToken)
    {
        await using var work = await app.Ledger.BeginAsync(cancellationToken);
        for (var n = 1; n <= 5; n++)
        {
            var incident = Incident(n);
            await work.Incidents.SaveRevisionAsync(new LedgerIncident(1, "hash", incident, app.Clock.GetUtcNow()), "{}", cancellationToken);
            for (var at = 1; at <= 1 + _random.Next(7); at++)
                await work.Items.InsertAsync(Item($"{incident.Id}/{at}", at), cancellationToken);
        }
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>What people do in between.</summary>
    public async Task InterveneAsync(AppFixture app, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        if (Chance(2))
            await app.Get<Mutes>().MuteAsync(Of(Addresses), today.AddDays(1 + _random.Next(5)), Chance(2) ? "on leave" : null, "cli:office", cancellationToken);
        if (Chance(2))
            await app.Get<Snoozes>().SnoozeAsync($"INC-{1 + _random.Next(5)}/1", today.AddDays(_random.Next(6)), "parts", "cli:office", cancellationToken);
        await using var work = await app.Ledger.BeginAsync(cancellationToken);
        var now = app.Clock.GetUtcNow();
        if (Chance(3))
            await new MuteStore(work).ReplaceAsync(Unsubscribed(now), today, cancellationToken);
        if (Chance(2) && await work.Items.FindAsync($"INC-{1 + _random.Next(5)}/1", cancellationToken) is { } item)
        {
            await new HandoverStore(work).AddAsync(
                [new LedgerHandover { ItemKey = item.Key, At = now, Person = Of(Addresses), Owner = item.Owner, GivenTo = Of(Addresses) }], cancellationToken);
        }
        if (Chance(3))
            await work.ExecuteAsync("update reminders set state = 'unreachable' where person = @person", new { person = Of(Addresses) }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private LedgerMute Unsubscribed(DateTimeOffset now) => new()
    {
        Person = Of(Addresses),
        At = now.AddMilliseconds(1),
        Until = Mute.Endless,
        Who = "link:office@x.org",
        StillUpTo = Priority.P1,
    };

    private PersonOptions Person(string address) => new()
    {
        Name = address == "b@x.org" ? "Bea Berg" : null,
        Manager = Of(Addresses.Where(other => other != address).Prepend(null)),
        Backup = Of(Addresses.Where(other => other != address).Prepend(null).Prepend(null)),
        TimeZone = Chance(3) ? TimeZoneInfo.FindSystemTimeZoneById(Of(Zones)) : null,
        Channel = Chance(8) ? PersonOptions.NoChannel : null,
        Left = Chance(8),
    };

    private IncidentBrief Incident(int n) => new()
    {
        Id = $"INC-{n}",
        Title = "It broke",
        Commander = Of([null, "Hal", "c@x.org", "Nobody There"]),
        EscalationManager = Of([null, .. Addresses, "Ida Iversen"]),
        Participants = [new("Hal", "h@x.org", "on call"), new("Ida Iversen", "ida@x.org", "manager")],
    };

    private LedgerItem Item(string key, int position)
    {
        var item = new LedgerItem
        {
            Key = key,
            IncidentId = key.Split('/')[0],
            Identity = key,
            Marker = Marker.Of("test", key),
            Position = position,
            State = Of([ItemState.Open, ItemState.Open, ItemState.Open, ItemState.InProgress, ItemState.Pending, ItemState.Missing, ItemState.Done]),
            Title = $"Mend {key}",
            Owner = Of(Owners),
            Priority = (Priority)_random.Next(4),
            Deadline = Chance(8) ? null : Deadline.On(new DateOnly(2024, 1, 15).AddDays(_random.Next(-12, 12))),
            Fields = new TrackedFields
            {
                Title = new TrackedField { Desired = $"Mend {key}" },
                Priority = new TrackedField { Desired = "P1" },
                State = new TrackedField { Desired = "open" },
                OwnerHasLeft = Chance(12),
                LinkedTo = Chance(15) ? "INC-1/1" : null,
            },
            Withdrawal = Chance(12) ? Withdrawal.Told : Withdrawal.None,
            Tracker = "board",
            SnoozeUntil = Chance(10) ? new DateOnly(2024, 1, 18) : null,
            FirstSeenAt = new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero),
        };
        return item.State == ItemState.Pending
            ? item with { PendingAction = Of([PendingAction.Create, PendingAction.Backlog, PendingAction.Held]), Withdrawal = Withdrawal.None }
            : item with
            {
                Issue = new IssueRef("file", "/board", key, $"{position}.md", "file:///board/page.md"),
                DoneAt = item.State == ItemState.Done ? item.FirstSeenAt.AddDays(1) : null,
            };
    }

    private bool Chance(int one) => _random.Next(one) == 0;

    private T Of<T>(IEnumerable<T> all) => all.ToList() is var list ? list[_random.Next(list.Count)] : default!;
}
