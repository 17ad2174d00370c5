using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports.IncidentIo;

/// <summary>
/// Follow-ups of incident.io, API v2: <c>GET /v2/follow_ups</c>, or one of them (https://api-docs.incident.io/tag/Follow-ups-V2).
/// </summary>
internal sealed class IncidentIoFormat : ExportTool
{
    private const string List = "follow_ups";
    private const string One = "follow_up";

    public static DocumentFormat Entry { get; } = new IncidentIoFormat().ToEntry();

    public override string Name => "incident.io follow-ups";

    public override string Word => "incidentio";

    public override IReadOnlySet<string> Members { get; } = new HashSet<string>
    {
        List, One, "id", "incident_id", "title", "status", "assignee", "assignee_team", "name", "email", "priority", "external_issue_reference", "issue_name",
        "issue_permalink",
    };

    public override bool Holds(ExportOutline outline) =>
        outline.HasRecord(List, "incident_id") || outline.HasRecord(One, "incident_id") || (outline.Has(List) && outline.Has("pagination_meta"));

    public override string RecordsIn(ExportNode root) => root[List] is null ? One : List;

    public override ExportIncident Incident(ExportNode record, ReadingRules rules) => new(record["incident_id"]);

    public override IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context)
    {
        if (record["status"]?.Text == "deleted")
        {
            context.Item(record).LeaveOut(record["title"]);
            return [];
        }
        return context.Item(record)
            .Id(record["id"])
            .Text(record["title"])
            .Owner(record["assignee"] ?? record["assignee_team"])
            .Priority(record["priority"])
            .Status(record["status"])
            .Ticket(record.At("external_issue_reference", "issue_permalink"), record.At("external_issue_reference", "issue_name"))
            .ToCandidate();
    }
}
