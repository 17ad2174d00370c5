using System.Globalization;
using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reports;

namespace ActionSync.Linting;

/// <summary>What incidents of the ledger asked for already, and what became of it.</summary>
internal sealed class EarlierActions(RemindingOptions reminding)
{
    private readonly Dictionary<string, List<(LedgerItem Item, DateTimeOffset? Declared)>> _known = [];

    /// <summary>Looks the items of these documents up, whatever the order of their words.</summary>
    public async Task ReadAsync(IReadOnlyList<IncidentDocument> documents, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var asked = documents.SelectMany(document => document.ActionItems ?? []).Select(item => RepeatedActions.Essence(item.Title))
            .Where(essence => essence.Length > 0).ToHashSet();
        if (asked.Count == 0)
            return;
        var found = new List<LedgerItem>();
        await foreach (var item in work.Items.AllAsync().WithCancellation(cancellationToken))
        {
            if (item.State != ItemState.Duplicate && asked.Contains(RepeatedActions.Essence(item.Title)))
                found.Add(item);
        }
        var incidents = await work.Incidents.OfItemsAsync(found, cancellationToken);
        foreach (var same in found.GroupBy(item => RepeatedActions.Essence(item.Title)))
            _known[same.Key] = [.. same.Select(item => (item, incidents[item.IncidentId].Brief.DeclaredAt))];
    }

    /// <summary>The same action in another incident that was not later; the one that is still open before others. Null where there is none.</summary>
    public LedgerItem? Of(ActionItem item, IncidentDocument document) =>
        _known.GetValueOrDefault(RepeatedActions.Essence(item.Title))?
            .Where(known => known.Item.IncidentId != document.Incident.Id
                && !(known.Declared is { } declared && document.Incident.DeclaredAt is { } now && declared > now))
            .Select(known => known.Item).OrderBy(known => known.State.IsClosed()).ThenBy(known => known.FirstSeenAt).FirstOrDefault();

    /// <summary>What became of it, as the end of a sentence.</summary>
    public string Outcome(LedgerItem item, DateTimeOffset now) => item switch
    {
        { State: ItemState.Done, DoneAt: { } done } => $"done on {Day(ZonedTime.DayOf(done, reminding.TimeZone))}",
        { State: ItemState.Done } => "done",
        { State: ItemState.WontDo } => "it won't be done",
        { State: ItemState.Missing } => "its issue is gone",
        { IsWithdrawn: true } => "withdrawn",
        { IsBacklog: true } => "recorded as backlog, without an issue",
        { IsIgnored: true } => "recorded without an issue",
        { Deadline: { } deadline } when item.IsOverdue(now, reminding.TimeZone) => $"overdue since {Day(deadline.DayIn(reminding.TimeZone))}",
        _ => "still open",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
