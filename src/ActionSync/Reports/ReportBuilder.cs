using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reports;

/// <summary>Makes reports from the ledger; reads only.</summary>
internal sealed class ReportBuilder(LedgerDatabase database, RemindingOptions options, TimeProvider clock)
{
    private readonly TimeZoneInfo _zone = options.TimeZone;

    /// <param name="since">Leaves out what was closed before this day, and older moves of deadlines; null for everything.</param>
    public async Task<Report> BuildAsync(DateOnly? since, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.ReadAsync(cancellationToken);
        var items = new List<LedgerItem>();
        await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
        {
            if (Belongs(item, since))
                items.Add(item);
        }
        var incidents = await work.Incidents.OfItemsAsync(items, cancellationToken);
        var moves = await MovesAsync(work, since, cancellationToken);
        return ReportMaking.Make([.. items.Select(i => Of(i, incidents[i.IncidentId].Brief, moves.GetValueOrDefault(i.Key) ?? [], now))], since, now);
    }

    /// <summary>
    /// Duplicates are counted under the issue that stays, and linked items under the one that follows it; withdrawn items are nobody's success or failure.
    /// </summary>
    private bool Belongs(LedgerItem item, DateOnly? since) =>
        item.State != ItemState.Duplicate && item is { LinkedTo: null, IsWithdrawn: false }
            && (since is null || item.DoneAt is not { } done || DayOf(done) >= since);

    private async Task<Dictionary<string, List<DeadlineMove>>> MovesAsync(LedgerTransaction work, DateOnly? since, CancellationToken cancellationToken)
    {
        var from = since is { } day ? Deadline.On(day.AddDays(-1)).EndsAt(_zone) : DateTimeOffset.UnixEpoch;
        var moves = new Dictionary<string, List<DeadlineMove>>();
        await foreach (var e in work.Events.OfKindsAsync([EventKind.DeadlineMoved], from).WithCancellation(cancellationToken))
        {
            if (e.ItemKey is null)
                continue;
            var days = Deadline.ParseOrNull(e.Old) is { } old && Deadline.ParseOrNull(e.New) is { } @new
                ? @new.DayIn(_zone).DayNumber - old.DayIn(_zone).DayNumber
                : 0;
            if (!moves.TryGetValue(e.ItemKey, out var list))
                moves[e.ItemKey] = list = [];
            list.Add(new DeadlineMove(e.At, e.Old, e.New, e.Who, days));
        }
        return moves;
    }

    private ReportItem Of(LedgerItem item, IncidentBrief incident, List<DeadlineMove> moves, DateTimeOffset now) => new()
    {
        Key = item.Key,
        IncidentId = item.IncidentId,
        IncidentTitle = incident.Title,
        Title = item.Title,
        Owner = item.Owner,
        Service = incident.Service,
        Type = item.Type,
        Priority = item.Priority,
        State = item.State,
        Deadline = item.Deadline?.ToText(_zone),
        Result = ResultOf(item, now),
        StartedAt = incident.ResolvedAt ?? incident.DeclaredAt ?? item.FirstSeenAt,
        ClosedAt = item.DoneAt,
        Moves = moves,
    };

    private ItemResult ResultOf(LedgerItem item, DateTimeOffset now) => item.State switch
    {
        ItemState.WontDo => ItemResult.WontDo,
        ItemState.Done => item.IsOnTime(_zone) == false ? ItemResult.Late : ItemResult.OnTime,
        _ when item.IsBacklog || item.IsIgnored => ItemResult.Backlog,
        _ => item.IsOverdue(now, _zone) ? ItemResult.Overdue : ItemResult.Open,
    };

    private DateOnly DayOf(DateTimeOffset moment) => new ReminderCalendar(options).DayOf(moment);
}
