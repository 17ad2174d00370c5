using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Naming;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reports;

/// <summary>Makes reports from the ledger; reads only.</summary>
internal sealed class ReportBuilder(LedgerDatabase database, RemindingOptions options, GroupDirectory groups, TimeProvider clock)
{
    private readonly TimeZoneInfo _zone = options.TimeZone;

    /// <param name="since">Leaves out incidents before this day: of which they began, else ended, else were first seen; null for everything.</param>
    public Task<Report> BuildAsync(DateOnly? since, CancellationToken cancellationToken) => BuildAsync(since, clock.GetUtcNow(), cancellationToken);

    /// <summary>As it will be at a moment to come, if nothing changes until then.</summary>
    public Task<Report> ForeseeAsync(DateTimeOffset moment, CancellationToken cancellationToken) => BuildAsync(null, moment, cancellationToken);

    private async Task<Report> BuildAsync(DateOnly? since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var items = new List<LedgerItem>();
        await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
        {
            if (item.IsCounted)
                items.Add(item);
        }
        var incidents = await work.Incidents.OfItemsAsync(items, cancellationToken);
        var names = await ShortNames.LoadAsync(work, cancellationToken);
        var moves = await MovesAsync(work, cancellationToken);
        var seen = items.GroupBy(i => i.IncidentId).ToDictionary(incident => incident.Key, incident => incident.Min(i => i.FirstSeenAt));
        return ReportMaking.Make(
            [
                .. items.Where(i => since is null || DayOf(StartOf(incidents[i.IncidentId].Brief) ?? seen[i.IncidentId]) >= since)
                    .Select(i => Of(i, incidents[i.IncidentId].Brief, names, moves.GetValueOrDefault(i.Key) ?? [], now)),
            ], since, now, DayOf(now));
    }

    private static DateTimeOffset? StartOf(IncidentBrief incident) => incident.DeclaredAt ?? incident.ResolvedAt;

    private async Task<Dictionary<string, List<DeadlineMove>>> MovesAsync(LedgerTransaction work, CancellationToken cancellationToken)
    {
        var moves = new Dictionary<string, List<DeadlineMove>>();
        await foreach (var e in work.Events.OfKindsAsync([EventKind.DeadlineMoved], DateTimeOffset.UnixEpoch).WithCancellation(cancellationToken))
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

    private ReportItem Of(LedgerItem item, IncidentBrief incident, ShortNames names, List<DeadlineMove> moves, DateTimeOffset now) => new()
    {
        Key = item.Key,
        Short = names.Of(item),
        IncidentId = item.IncidentId,
        IncidentTitle = incident.Title,
        Title = item.Title,
        Owner = item.Owner,
        Team = groups.Of(item.Owner, incident),
        Service = incident.Service,
        Type = item.Type,
        Priority = item.Priority,
        State = item.State,
        Deadline = item.PromisedDeadline?.ToText(_zone),
        DueOn = item.PromisedDeadline?.DayIn(_zone),
        Result = ResultOf(item, now),
        Issue = item.Issue?.Number,
        Url = item.Url,
        StartedAt = (item.Issue is null ? null : item.Fields.IssueCreatedAt) ?? incident.ResolvedAt ?? incident.DeclaredAt ?? item.FirstSeenAt,
        ClosedAt = item.WasDoneBefore ? null : item.DoneAt,
        ClosedOn = item is { WasDoneBefore: false, DoneAt: { } done } ? DayOf(done) : null,
        Moves = moves,
    };

    private ItemResult ResultOf(LedgerItem item, DateTimeOffset now) => item.State switch
    {
        ItemState.WontDo => ItemResult.WontDo,
        ItemState.Done => item.IsOnTime(_zone) switch { true => ItemResult.OnTime, false => ItemResult.Late, null => ItemResult.DoneBefore },
        _ when item.IsBacklog || item.IsIgnored => ItemResult.Backlog,
        _ => item.IsOverdue(now, _zone) ? ItemResult.Overdue : ItemResult.Open,
    };

    private DateOnly DayOf(DateTimeOffset moment) => new ReminderCalendar(options).DayOf(moment);
}
