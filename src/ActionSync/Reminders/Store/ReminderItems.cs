using System.Runtime.CompilerServices;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Store;

/// <summary>Reads what is open as reminding sees it: items, incidents, snoozes and trackers, in a handful of queries whatever the number of items.</summary>
internal sealed class ReminderItems(LedgerDatabase database)
{
    /// <summary>Of several items with one issue only the one that follows it is reminded of.</summary>
    private const string Follows = """fields not like '%"linked_to":"%'""";

    // So few of those that may be many are held at once.
    private const int PageSize = 500;

    private const string Columns =
        """
        id, key, incident_id, title, owner, priority, deadline, state, withdrawal, work, tracker, server, place, issue_id, number, url, first_seen_at,
          snooze_until, unread, case when fields like '%"owner_has_left":true%' then fields end as fields
        """;

    /// <summary>Items that are not closed, of this priority or more urgent.</summary>
    /// <param name="cap">Makes the snooze of a label that is yet to be recorded.</param>
    public async Task<IReadOnlyList<ReminderItem>> ReadAsync(Priority least, Func<DateOnly, Snooze> cap, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var rows = await work.QueryAsync<Row>(
            $"""
            select {Columns} from items
            where state in ('open', 'in_progress', 'pending', 'unknown', 'missing') and priority <= @least and {Follows} order by id
            """, new { least = (int)least }, cancellationToken);
        return await ItemsOfAsync(rows, work, cap, cancellationToken);
    }

    /// <summary>Open items that have a deadline and are less urgent than this.</summary>
    public async IAsyncEnumerable<ReminderItem> LessUrgentAsync(
        Priority than, Func<DateOnly, Snooze> cap, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        for (var (after, isMore) = (0L, true); isMore;)
        {
            var rows = await work.QueryAsync<Row>(
                $"""
                select {Columns} from items
                where state in ('open', 'in_progress', 'pending', 'unknown') and priority > @than and deadline is not null and id > @after and {Follows}
                order by id limit {PageSize}
                """, new { than = (int)than, after }, cancellationToken);
            foreach (var item in await ItemsOfAsync(rows, work, cap, cancellationToken))
                yield return item;
            (after, isMore) = (rows.Count == 0 ? after : rows[^1].Id, rows.Count == PageSize);
        }
    }

    private static async Task<IReadOnlyList<ReminderItem>> ItemsOfAsync(
        IReadOnlyList<Row> rows, LedgerTransaction work, Func<DateOnly, Snooze> cap, CancellationToken cancellationToken)
    {
        // Read each time: a revision names another commander or escalation manager, who counts at once.
        var incidents = await work.Incidents.WithIdsAsync(rows.Select(r => r.IncidentId), cancellationToken);
        var trackers = (await work.Trackers.AllAsync(cancellationToken)).Where(t => t.ReadProblem is not null)
            .ToDictionary(t => t.Name, t => t.RefreshedAt ?? t.ReadFailingSince);
        var snoozes = (await new SnoozeStore(work).OfOpenItemsAsync(cancellationToken)).ToLookup(s => s.ItemKey);
        var handovers = (await new HandoverStore(work).OfOpenItemsAsync(cancellationToken)).ToLookup(h => h.ItemKey);
        return [.. rows.Select(row => row.ToItem(
            Brief(incidents, row), SnoozeReading.Latest(snoozes[row.Key], row.SnoozeUntil, cap), StaleSince(row, trackers)) with
        {
            Handover = Handover.Latest(handovers[row.Key], row.Owner),
        })];
    }

    /// <summary>What trackers ask to be quiet about and was not recorded yet.</summary>
    public static Task<IReadOnlyList<NewSnooze>> NewSnoozesAsync(LedgerTransaction work, CancellationToken cancellationToken) => work.QueryAsync<NewSnooze>(
        $"""
        select key, incident_id, tracker, snooze_until, snooze_reason from items where snooze_until is not null and state in ('open', 'in_progress') and {Follows}
          and not exists (select 1 from snoozes s where s.item_key = items.key and s.source = 'tracker' and s.asked = items.snooze_until)
        """, null, cancellationToken);

    /// <summary>An item whose incident is gone from the ledger, which verify finds, is reminded of all the same.</summary>
    private static IncidentBrief Brief(IReadOnlyDictionary<string, LedgerIncident> incidents, Row row) =>
        incidents.GetValueOrDefault(row.IncidentId)?.Brief ?? new IncidentBrief { Id = row.IncidentId, Title = row.IncidentId };

    private static DateTimeOffset? StaleSince(Row row, Dictionary<string, DateTimeOffset?> failing) =>
        row.Tracker is { } tracker ? failing.GetValueOrDefault(tracker) : null;

    private sealed class Row
    {
        public long Id { get; set; }
        public string Key { get; set; } = "";
        public string IncidentId { get; set; } = "";
        public string Title { get; set; } = "";
        public string? Owner { get; set; }
        public int Priority { get; set; }
        public string? Deadline { get; set; }
        public string State { get; set; } = "";
        public string Withdrawal { get; set; } = "";
        public string Work { get; set; } = "";
        public string? Tracker { get; set; }
        public string? Server { get; set; }
        public string? Place { get; set; }
        public string? IssueId { get; set; }
        public string? Number { get; set; }
        public string? Url { get; set; }
        public DateTimeOffset FirstSeenAt { get; set; }
        public DateOnly? SnoozeUntil { get; set; }
        public string? Unread { get; set; }

        /// <summary>Only where they may say that the owner has left: they are many, and the rest of them is of no use here.</summary>
        public string? Fields { get; set; }

        public ReminderItem ToItem(IncidentBrief brief, Snooze? snooze, DateTimeOffset? staleSince) => new()
        {
            Key = Key,
            Title = Title,
            IncidentId = IncidentId,
            IncidentTitle = brief.Title,
            Severity = brief.Severity,
            Owner = Owner,
            OwnerHasLeft = Fields is not null && Cell("fields", () => LedgerCell.Json(Fields, LedgerJson.Default.TrackedFields)).OwnerHasLeft,
            Priority = Cell(
                "priority", () => Enum.IsDefined((Priority)Priority) ? (Priority)Priority : throw new FormatException($"{Priority} is no priority.")),
            Deadline = Cell("deadline", () => LedgerCell.Optional(Deadline, Items.Deadline.ParseOrNull)),
            State = ItemStates.FromWord(State),
            FirstSeenAt = FirstSeenAt,
            Withdrawn = Withdrawal is "due" or "told",
            IsHeld = Work == "held",
            IsBacklog = Work == "backlog",
            IsIgnored = Tracker == LedgerItem.NoTracker && IssueId is null,
            Issue = Cell("issue_id", () => ItemRow.IssueOf(IssueId, Server, Place, Number, Url)),
            StaleSince = staleSince,
            Unread = ItemRow.ReadUnread(Unread),
            Snooze = snooze,
            Services = [.. brief.AffectedServices.Prepend(brief.Service).OfType<string>()],
            Commander = brief.Commander,
            EscalationManager = brief.EscalationManager,
            Participants = brief.Participants,
        };

        private T Cell<T>(string column, Func<T> read) => LedgerCell.Read($"items row {Key}", column, read);
    }
}

/// <summary>A snooze that a label or a board file asks for.</summary>
internal sealed record NewSnooze
{
    public required string Key { get; init; }
    public required string IncidentId { get; init; }
    public string? Tracker { get; init; }
    public required DateOnly SnoozeUntil { get; init; }
    public string? SnoozeReason { get; init; }
}
