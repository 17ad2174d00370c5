using System.Text.Json;
using ActionSync.Items;
using ActionSync.Parsing;
using ActionSync.Reminding.Policy;
using ActionSync.Trackers;

namespace ActionSync.Ledger;

/// <summary>Reads what is open as reminding sees it: items, incidents, snoozes and trackers, in a handful of queries whatever the number of items.</summary>
internal sealed class ReminderItems(LedgerDatabase database)
{
    // Briefs are needed once a run; the facts of items are read again before messages go.
    private IReadOnlyDictionary<string, IncidentBrief> _briefs = new Dictionary<string, IncidentBrief>();
    private IReadOnlyDictionary<string, IReadOnlyList<Participant>> _participants = new Dictionary<string, IReadOnlyList<Participant>>();

    /// <summary>Items that are not closed, of this priority or more urgent.</summary>
    /// <param name="cap">Makes the snooze of a label that is yet to be recorded.</param>
    public async Task<IReadOnlyList<ReminderItem>> ReadAsync(Priority least, Func<DateOnly, Snooze> cap, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var rows = await work.QueryAsync<Row>(
            """
            select key, incident_id, title, owner, priority, deadline, state, withdrawal, tracker, server, place, issue_id, number, url, snooze_until
            from items where state in ('open', 'in_progress', 'pending', 'unknown', 'missing') and priority <= @least order by id
            """, new { least = (int)least }, cancellationToken);
        if (rows.Any(r => !_briefs.ContainsKey(r.IncidentId)))
            _briefs = await work.Incidents.BriefsAsync(rows.Select(r => r.IncidentId), cancellationToken);
        _participants = await ParticipantsAsync(work, rows, cancellationToken);
        var trackers = (await work.Trackers.AllAsync(cancellationToken)).Where(t => t.Problem is not null).ToDictionary(t => t.Name, t => t.RefreshedAt ?? t.FailingSince);
        var snoozes = (await new SnoozeStore(work).OfOpenItemsAsync(cancellationToken)).ToLookup(s => s.ItemKey);
        return [.. rows.Select(row => row.ToItem(_briefs[row.IncidentId], _participants.GetValueOrDefault(row.IncidentId) ?? [], SnoozeOf(row, snoozes[row.Key], cap), StaleSince(row, trackers)))];
    }

    /// <summary>What trackers ask to be quiet about and was not recorded yet.</summary>
    public static Task<IReadOnlyList<NewSnooze>> NewSnoozesAsync(LedgerWork work, CancellationToken cancellationToken) => work.QueryAsync<NewSnooze>(
        """
        select key, incident_id, tracker, snooze_until, snooze_reason from items where snooze_until is not null and state in ('open', 'in_progress')
          and not exists (select 1 from snoozes s where s.item_key = items.key and s.source = 'tracker' and s.asked = items.snooze_until)
        """, null, cancellationToken);

    /// <summary>The people of documents, only for incidents where somebody is named without an address.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Participant>>> ParticipantsAsync(LedgerWork work, IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        var result = new Dictionary<string, IReadOnlyList<Participant>>(_participants);
        var needed = rows.Where(r => !result.ContainsKey(r.IncidentId) && (IsName(r.Owner) || IsName(_briefs[r.IncidentId].Commander))).Select(r => r.IncidentId).Distinct();
        foreach (var chunk in needed.Chunk(ItemStore.ChunkSize))
        {
            var sources = await work.QueryAsync<Source>(
                "select r.incident_id, r.source as text from revisions r join incidents i on i.id = r.incident_id and i.revision = r.revision where i.id in @chunk",
                new { chunk }, cancellationToken);
            foreach (var source in sources)
                result[source.IncidentId] = ParticipantsOf(source.Text);
        }
        return result;
    }

    private static bool IsName(string? text) => text is not null && MailAddresses.Find(text) is null;

    private static List<Participant> ParticipantsOf(string source)
    {
        // Sources that are no JSON (Markdown) name no participants with addresses.
        if (!source.AsSpan().TrimStart().StartsWith("{"))
            return [];
        using var document = JsonDocument.Parse(source, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return !document.RootElement.TryGetProperty("participants", out var people) || people.ValueKind != JsonValueKind.Array
            ? []
            : [.. people.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object).Select(p => new Participant(Text(p, "name") ?? "", Text(p, "role"), Text(p, "email")))];
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? StaleSince(Row row, Dictionary<string, DateTimeOffset?> failing) =>
        row.Tracker is { } tracker ? failing.GetValueOrDefault(tracker) : null;

    /// <summary>The snooze that lasts longest: the last one by command, or the one that the tracker still shows.</summary>
    private static Snooze? SnoozeOf(Row row, IEnumerable<LedgerSnooze> snoozes, Func<DateOnly, Snooze> cap)
    {
        var all = snoozes.ToList();
        var byCommand = all.LastOrDefault(s => s.Source == LedgerSnooze.FromCommand);
        var byTracker = all.LastOrDefault(s => s.Source == LedgerSnooze.FromTracker && s.Asked == row.SnoozeUntil);
        return new[]
        {
            byCommand is null ? null : Of(byCommand),
            byTracker is not null ? Of(byTracker) : row.SnoozeUntil is { } asked ? cap(asked) : null,
        }.OfType<Snooze>().MaxBy(s => s.Until);

        static Snooze Of(LedgerSnooze s) => new(s.Until, s.OnDay, s.Who, s.Reason);
    }

    private sealed class Source
    {
        public string IncidentId { get; set; } = "";
        public string Text { get; set; } = "";
    }

    private sealed class Row
    {
        public string Key { get; set; } = "";
        public string IncidentId { get; set; } = "";
        public string Title { get; set; } = "";
        public string? Owner { get; set; }
        public int Priority { get; set; }
        public string? Deadline { get; set; }
        public string State { get; set; } = "";
        public string Withdrawal { get; set; } = "";
        public string? Tracker { get; set; }
        public string? Server { get; set; }
        public string? Place { get; set; }
        public string? IssueId { get; set; }
        public string? Number { get; set; }
        public string? Url { get; set; }
        public DateOnly? SnoozeUntil { get; set; }

        public ReminderItem ToItem(IncidentBrief brief, IReadOnlyList<Participant> participants, Snooze? snooze, DateTimeOffset? staleSince) => new()
        {
            Key = Key,
            Title = Title,
            IncidentId = IncidentId,
            IncidentTitle = brief.Title,
            Severity = brief.Severity,
            Owner = Owner,
            Priority = (Priority)Priority,
            Deadline = Items.Deadline.ParseOrNull(Deadline),
            State = ItemStates.FromWord(State),
            Withdrawn = Withdrawal is "due" or "told",
            Issue = IssueId is null ? null : new IssueRef(Server!, Place!, IssueId, Number!, Url!),
            StaleSince = staleSince,
            Snooze = snooze,
            Commander = brief.Commander,
            EscalationManager = brief.EscalationManager,
            Participants = participants,
        };
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
