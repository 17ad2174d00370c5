using System.Text.Json;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports.Grafana;

/// <summary>
/// Incidents of Grafana with their tasks: <c>IncidentsService.GetIncident</c> or <c>.QueryIncidents</c>
/// (https://grafana.com/docs/grafana-cloud/alerting-and-irm/irm/use/api/).
/// </summary>
internal sealed class GrafanaFormat : ExportTool
{
    private const string One = "incident";
    private const string List = "incidents";

    public static DocumentFormat Entry { get; } = new GrafanaFormat().ToEntry();

    public override string Name => "Grafana incidents";

    public override string Word => "grafana";

    public override IReadOnlySet<string> Members { get; } = new HashSet<string>
    {
        One, List, "incidentID", "title", "severity", "severityLabel", "status", "createdTime", "closedTime", "incidentStart", "incidentEnd", "taskList",
        "tasks", "taskID", "immutable", "text", "assignedUser", "name", "email",
    };

    public override bool Holds(ExportOutline outline) => outline.HasRecord(One, "incidentID") || outline.HasRecord(List, "incidentID");

    public override string RecordsIn(ExportNode root) => root[One] is null ? List : One;

    public override bool HasItems(ExportNode record) => record["taskList"] is not null;

    public override ExportIncident Incident(ExportNode record, ReadingRules rules) => new(record["incidentID"])
    {
        Title = ExportIncident.Line(record["title"], Limits.Title),
        Severity = ExportIncident.Line(record["severity"]) ?? ExportIncident.Line(record["severityLabel"]),
        Date = ExportIncident.Time(record["incidentStart"], record["createdTime"]),
        Status = ExportIncident.Line(record["status"]),
        ResolvedAt = ExportIncident.Time(record["incidentEnd"], record["closedTime"]),
    };

    public override IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context) =>
        (record.At("taskList", "tasks")?.OneOrMore ?? []).SelectMany(task => Task(task, context));

    private static IEnumerable<ItemCandidate> Task(ExportNode task, ExportContext context)
    {
        // The tool's own steps of the response cannot be changed, and nobody promised them.
        if (task["immutable"]?.Token == JsonTokenType.True)
        {
            context.Item(task).LeaveOut(task["text"]);
            return [];
        }
        return context.Item(task)
            .Id(task["taskID"])
            .Text(task["text"])
            .Owner(task["assignedUser"])
            .Status(task["status"])
            .ToCandidate();
    }
}
