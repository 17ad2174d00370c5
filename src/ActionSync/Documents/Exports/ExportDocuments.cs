using System.Security.Cryptography;
using ActionSync.Documents.Json;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Exports;

/// <summary>
/// Makes documents of an export's records. Records of several incidents may be mixed: each incident is a document, in the order in which they first appear.
/// </summary>
/// <param name="tool">Whose export it is.</param>
/// <param name="rules">What words and times mean.</param>
/// <param name="text">The whole text.</param>
/// <param name="root">The outermost object.</param>
/// <param name="problems">Where it is said what keeps the file out.</param>
internal sealed class ExportDocuments(ExportTool tool, ReadingRules rules, ReadOnlyMemory<byte> text, ExportNode root, ProblemList problems)
{
    private readonly string _member = tool.RecordsIn(root);

    private readonly Dictionary<(string Type, string Id), ExportNode> _included = Included(root);

    public IEnumerable<IncidentDocument> All()
    {
        var groups = Groups();
        if (groups.Count > Limits.Incidents)
            problems.Add(root.Start, Problem.Root, $"holds more than the {Limits.Incidents:N0} incidents that a file may hold", "several files");
        return groups.Take(Limits.Incidents).Select(group => Document(group, isAlone: groups.Count <= 1));
    }

    private List<IncidentRecords> Groups()
    {
        var (groups, places) = (new List<IncidentRecords>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var records = _member.Length == 0 ? [root] : root[_member]?.OneOrMore ?? [];
        foreach (var record in records.Where(record => record.IsObject))
        {
            var incident = tool.Incident(record, rules);
            var id = Id(incident.Id);
            if (places.TryAdd(id, groups.Count))
                groups.Add(new IncidentRecords(id, [], []));
            groups[places[id]].Records.Add(record);
            groups[places[id]].Told.Add(incident);
        }
        // A list without entries says of an incident without a name that there is nothing to do.
        return groups.Count > 0 ? groups : [new IncidentRecords("", [], [])];
    }

    private string Id(ExportNode? node)
    {
        if (node?.Text is not { } told || string.IsNullOrWhiteSpace(told))
            return "";
        if (ExportIds.Fit(told) is { } id && !id.Contains('/'))
            return id;
        problems.Add(node.Start, "incident_id", $"{Quoted.Of(told)} cannot be an incident's id",
            $"at most {Limits.Id} characters with a letter or digit, without /, which ends the incident in an item's key");
        return "";
    }

    private IncidentDocument Document(IncidentRecords group, bool isAlone)
    {
        var context = new ExportContext(rules, _included, []);
        var (items, twins) = TwinMerge.Of(group.Records.SelectMany(record => tool.Items(record, context)));
        if (items.Count > Limits.ActionItems)
            problems.Add(group.Records[0].Start, _member, $"holds more than the {Limits.ActionItems:N0} items that an incident may have", "several files");
        var part = new ExportPart(text, _member, group.Records, [.. context.Used.Values.OrderBy(node => node.Start)]).ToBytes();
        var written = group.Written();
        return new IncidentDocument
        {
            Incident = group.Brief(rules),
            Written = written,
            ActionItems = group.Records.Count == 0 || group.Records.Any(tool.HasItems) ? items : null,
            Warnings = [.. context.Warnings.Concat(twins).OrderBy(warning => warning.Line)],
            Source = isAlone ? text[root.Start..root.End] : part,
            // Pages and counts around the records are no news of the incident.
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(part.Span)),
            Ending = JsonFormat.Ending,
        };
    }

    private static Dictionary<(string Type, string Id), ExportNode> Included(ExportNode root)
    {
        var included = new Dictionary<(string Type, string Id), ExportNode>();
        foreach (var record in root["included"]?.Elements ?? [])
        {
            if (record["type"]?.Text is { } type && record["id"]?.Text is { } id)
                included.TryAdd((type, id), record);
        }
        return included;
    }

    /// <summary>The records of one incident, and what each tells of it.</summary>
    private sealed record IncidentRecords(string Id, List<ExportNode> Records, List<ExportIncident> Told)
    {
        public WrittenIncident Written() => new(
            Id.Length > 0 ? Id : null, First(told => told.Title), First(told => told.Severity), First(told => told.Date));

        public IncidentBrief Brief(ReadingRules rules)
        {
            var written = Written();
            return new IncidentBrief
            {
                Id = Id,
                Title = written.Title ?? Id,
                Severity = written.Severity is { } severity ? rules.Words.Severity(severity) ?? severity : null,
                Status = First(told => told.Status),
                DeclaredAt = Time(written.Date, rules),
                ResolvedAt = Time(First(told => told.ResolvedAt), rules),
            };
        }

        private string? First(Func<ExportIncident, string?> value) => Told.Select(value).FirstOrDefault(told => told is not null);

        private static DateTimeOffset? Time(string? text, ReadingRules rules) => text is null ? null : IsoTime.Parse(text).Time?.ToTime(rules.Zone);
    }
}
