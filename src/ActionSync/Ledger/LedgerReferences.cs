using System.Globalization;

namespace ActionSync.Ledger;

/// <summary>Gathers what rows say of other rows, and says which of it is not so. Pure.</summary>
internal sealed class LedgerReferences
{
    private readonly Dictionary<string, IncidentRow> _incidents = [];
    private readonly Dictionary<(string Incident, long Revision), (string Hash, object? TakenInAt)> _revisions = [];
    private readonly HashSet<string> _trackers = [];
    private readonly List<(string Row, string Incident)> _incidentNames = [];
    private readonly List<(string Row, string Key, bool HasIssue, string? Tracker, string Problem)> _items = [];
    private readonly Dictionary<string, (long Event, string Kind)> _lastMade = [];
    private readonly Dictionary<string, SortedDictionary<long, (string Row, long Ordinal)>> _ordinals = [];
    private readonly List<(string Row, long Event)> _eventIds = [];
    private long _lastEvent;

    /// <summary>Takes a row up, as far as its values are what they should be.</summary>
    public void Add(string table, string name, IDictionary<string, object?> row)
    {
        switch (table)
        {
            case "incidents" when row["id"] is string id && row["revision"] is long or int && row["hash"] is string hash && row["brief"] is string brief:
                _incidents[id] = new IncidentRow(
                    name, Number(row["revision"]), hash, brief, row["taken_in_at"], row["path"] as string, row["known_as"] as string);
                break;
            case "revisions" when row["incident_id"] is string incident && row["revision"] is long or int && row["hash"] is string hash:
                _revisions[(incident, Number(row["revision"]))] = (hash, row["taken_in_at"]);
                _incidentNames.Add((name, incident));
                break;
            case "items" when row["incident_id"] is string incident && row["key"] is string key:
                _incidentNames.Add((name, incident));
                Number(row, incident, name);
                _items.Add((name, key, row["issue_id"] is not null, row["tracker"] as string, Inconsistency(row, incident, key)));
                break;
            case "events" when row["id"] is long or int:
                var number = Number(row["id"]);
                _lastEvent = Math.Max(_lastEvent, number);
                if (row["item_key"] is string item && row["kind"] is EventKind.Created or EventKind.Adopted or EventKind.Recreated or EventKind.Named
                    && _lastMade.GetValueOrDefault(item).Event <= number)
                    _lastMade[item] = (number, (string)row["kind"]!);
                break;
            case "trackers" when row["name"] is string tracker:
                _trackers.Add(tracker);
                break;
            case "held_documents" when row["incident_id"] is string incident:
                _incidentNames.Add((name, incident));
                break;
            case "stale_receipts" when row["incident_id"] is string incident && row["event_id"] is long or int:
                _incidentNames.Add((name, incident));
                _eventIds.Add((name, Number(row["event_id"])));
                break;
        }
    }

    /// <summary>All that cannot be so; to be asked once every row was added.</summary>
    public IEnumerable<string> Problems() =>
    [
        .. _incidentNames.Where(r => !_incidents.ContainsKey(r.Incident)).Select(r => $"{r.Row}: it belongs to the incident {r.Incident}, which is not there"),
        .. _incidents.Where(i => !_revisions.TryGetValue((i.Key, i.Value.Revision), out var known) || known.Hash != i.Value.Hash)
            .Select(i => $"{i.Value.Row}: its revision {i.Value.Revision} is not the one in revisions"),
        .. _incidents.Where(i => _revisions.TryGetValue((i.Key, i.Value.Revision), out var known) && !Equals(known.TakenInAt, i.Value.TakenInAt))
            .Select(i => $"{i.Value.Row}, taken_in_at: revisions has another time for its revision {i.Value.Revision}"),
        .. _incidents.Where(i => LedgerCell.Json(i.Value.Brief, LedgerJson.Default.IncidentBrief).Id != i.Key)
            .Select(i => $"{i.Value.Row}, brief: it is that of another incident"),
        .. _incidents.Where(i => !IsKnownAsItsBriefSays(i.Value)).Select(i => $"{i.Value.Row}, path: brief has another path or title"),
        .. _items.Where(i => i.Problem.Length > 0).Select(i => $"{i.Row}, {i.Problem}"),
        .. _items.Where(i => !i.HasIssue && _lastMade.GetValueOrDefault(i.Key).Kind is EventKind.Created or EventKind.Adopted)
            .Select(i => $"{i.Row}, issue_id: it is empty, and the history says that there is an issue"),
        .. _items.Where(i => i.HasIssue && i.Tracker is { } tracker && !_trackers.Contains(tracker))
            .Select(i => $"{i.Row}, tracker: {i.Tracker} is not among the trackers"),
        .. _ordinals.Values.SelectMany(Misnumbered).Select(row => $"{row}, ordinal: it is not behind that of the item before it"),
        .. _eventIds.Where(r => r.Event > _lastEvent).Select(r => $"{r.Row}: it waits for an event that is not there"),
    ];

    private static bool IsKnownAsItsBriefSays(IncidentRow incident)
    {
        var brief = LedgerCell.Json(incident.Brief, LedgerJson.Default.IncidentBrief);
        return (incident.Path, incident.KnownAs) == (brief.Path, brief.Path is null ? null : IncidentStore.KnownAs(brief));
    }

    /// <summary>Items are numbered within their incident in the order in which they came.</summary>
    private void Number(IDictionary<string, object?> row, string incident, string name)
    {
        if (row["id"] is not (long or int) || row["ordinal"] is not (long or int))
            return;
        if (!_ordinals.TryGetValue(incident, out var numbers))
            _ordinals[incident] = numbers = [];
        numbers[Number(row["id"])] = (name, Number(row["ordinal"]));
    }

    private static IEnumerable<string> Misnumbered(SortedDictionary<long, (string Row, long Ordinal)> items)
    {
        var last = 0L;
        foreach (var (row, ordinal) in items.Values)
        {
            if (ordinal <= last)
                yield return row;
            last = ordinal;
        }
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    /// <summary>What two columns of one item cannot both say.</summary>
    private static string Inconsistency(IDictionary<string, object?> row, string incident, string key)
    {
        if (!key.StartsWith($"{incident}/", StringComparison.Ordinal))
            return $"key: it does not begin with its incident, {incident}";
        var hasIssue = row["issue_id"] is not null;
        if (hasIssue && (row["server"] is null || row["place"] is null || row["number"] is null || row["url"] is null || row["tracker"] is null))
            return "issue_id: a part of the issue's address is missing";
        if (row["problem"] is null != row["problem_code"] is null)
            return "problem_code: a problem has a code and a sentence, and one of the two is missing";
        return (row["state"], row["work"]) switch
        {
            ("unknown", _) when row["intent_at"] is null => "intent_at: it is empty, though a create may have been sent",
            ("open" or "in_progress" or "missing", _) when !hasIssue => $"state: it is {row["state"]}, and there is no issue",
            ("pending" or "unknown", _) when hasIssue => $"state: it is {row["state"]}, and there is an issue",
            (_, "create") when hasIssue => "work: a create waits, and there is an issue",
            (not "unknown", "update") when !hasIssue => "work: an update waits, and there is no issue",
            (_, "adopt") when row["url"] is null => "url: an issue is to be taken, and its address is missing",
            _ => "",
        };
    }

    private sealed record IncidentRow(string Row, long Revision, string Hash, string Brief, object? TakenInAt, string? Path, string? KnownAs);
}
