using System.Text.Json;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;

namespace ActionSync.Web.Signals;

/// <summary>So many overdue items of one priority and team; a null team is none.</summary>
internal readonly record struct OverdueCount(Priority Priority, string? Team, long Items);

/// <summary>
/// Counts what is overdue, as <see cref="LedgerItem.IsOverdue"/> means it, by priority and team. The database counts by owner; single incidents are read only
/// where the owner alone does not tell the team.
/// </summary>
internal sealed class OverdueCounts(GroupDirectory groups)
{
    /// <summary>How far two clocks of the world can be apart, in days: a moment's day is known by this much.</summary>
    private const int MostApart = 2;

    private const string ToDo =
        """
        i.deadline is not null and i.state in ('pending', 'unknown', 'open', 'in_progress', 'missing') and i.withdrawal not in ('due', 'told')
        and not (i.state = 'pending' and (i.work = 'backlog' or (coalesce(i.tracker, '') = 'none' and i.issue_id is null)))
        """;

    /// <summary>A whole day is a text of ten characters; of a moment, whose offset can be any, only that is compared which no offset changes.</summary>
    private const string SurelyPast =
        "((length(i.deadline) = 10 and i.deadline < @today) or (length(i.deadline) > 10 and i.deadline < @surely))";

    public async Task<IReadOnlyList<OverdueCount>> ReadAsync(
        LedgerTransaction work, DateTimeOffset now, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var days = new
        {
            today = ZonedTime.DayOf(now, zone).ToString("O"),
            surely = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-MostApart).ToString("O"),
            future = DateOnly.FromDateTime(now.UtcDateTime).AddDays(MostApart + 1).ToString("O"),
        };
        var byOwner = await work.QueryAsync<Row>(
            $"select i.priority, i.owner, count(*) as items from items i where {ToDo} and {SurelyPast} group by i.priority, i.owner", days, cancellationToken);
        var moments = await work.QueryAsync<Row>(
            $"""
            select i.priority, i.owner, n.brief, i.deadline, 1 as items from items i join incidents n on n.id = i.incident_id
            where {ToDo} and length(i.deadline) > 10 and i.deadline >= @surely and i.deadline < @future
            """, days, cancellationToken);
        var (settled, open) = Split(byOwner);
        var byIncident = open.Count == 0 ? [] : await work.QueryAsync<Row>(
            $"""
            select i.priority, i.owner, n.brief, count(*) as items from items i join incidents n on n.id = i.incident_id
            where {ToDo} and {SurelyPast} group by i.priority, i.owner, n.id, n.brief
            """, days, cancellationToken);
        return
        [
            .. settled.Concat(byIncident.Where(row => !IsTold(row)))
                .Concat(moments.Where(row => Deadline.ParseOrNull(row.Deadline) is { } deadline && deadline.HasPassed(now, zone)))
                .GroupBy(row => ((Priority)row.Priority, Team: TeamOf(row)))
                .Select(rows => new OverdueCount(rows.Key.Item1, rows.Key.Team, rows.Sum(row => row.Items))),
        ];
    }

    private (IReadOnlyList<Row> Settled, IReadOnlyList<Row> Open) Split(IReadOnlyList<Row> rows) =>
        ([.. rows.Where(IsTold)], [.. rows.Where(row => !IsTold(row))]);

    /// <summary>The owner tells the team, or there is none to tell.</summary>
    private bool IsTold(Row row) => groups.Names.Count == 0 || (row.Owner is { } owner && owner.Contains('@') && groups.Of(owner, [], []) is not null);

    private string? TeamOf(Row row) => groups.Names.Count == 0 ? null
        : row.Brief is { } brief && JsonSerializer.Deserialize(brief, LedgerJson.Default.IncidentBrief) is { } incident ? groups.Of(row.Owner, incident)
        : groups.Of(row.Owner, [], []);

    private sealed record Row
    {
        public required int Priority { get; init; }
        public string? Owner { get; init; }
        public string? Brief { get; init; }
        public string? Deadline { get; init; }
        public required long Items { get; init; }
    }
}
