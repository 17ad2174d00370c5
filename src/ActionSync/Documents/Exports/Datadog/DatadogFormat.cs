using System.Text.Json;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Exports.Datadog;

/// <summary>
/// Todos of Datadog incidents, API v2: <c>GET /api/v2/incidents/ID/relationships/todos</c>, or one of them
/// (https://docs.datadoghq.com/api/latest/incidents/#get-a-list-of-an-incidents-todos).
/// </summary>
internal sealed class DatadogFormat : ExportTool
{
    private const string Data = "data";

    public static DocumentFormat Entry { get; } = new DatadogFormat().ToEntry();

    public override string Name => "Datadog incident todos";

    public override string Word => "datadog";

    public override IReadOnlySet<string> Members { get; } = new HashSet<string>
    {
        Data, "included", "id", "type", "attributes", "content", "assignees", "name", "email", "handle", "completed", "due_date", "incident_id",
    };

    public override bool Holds(ExportOutline outline) => outline.Text(Data, "type") == "incident_todos";

    public override string RecordsIn(ExportNode root) => Data;

    public override ExportIncident Incident(ExportNode record, ReadingRules rules) => new(record.At("attributes", "incident_id"));

    public override IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context)
    {
        var attributes = record["attributes"];
        var item = context.Item(record)
            .Id(record["id"])
            .Text(attributes?["content"])
            .Status(attributes is null ? null : IsCompleted(attributes["completed"]) ? ItemState.Done : ItemState.Open)
            .Deadline(attributes?["due_date"]);
        foreach (var assignee in attributes?["assignees"]?.OneOrMore ?? [])
            Owner(item, assignee, context);
        return item.ToCandidate();
    }

    private static bool IsCompleted(ExportNode? completed) => completed is not (null or { Token: JsonTokenType.False } or { Text: "" });

    /// <summary>A handle, somebody from a chat, or the id of a user who may be listed beside the todos.</summary>
    private static void Owner(ExportItem item, ExportNode assignee, ExportContext context)
    {
        var id = assignee.IsObject ? assignee["id"]?.Text : assignee.Text;
        if (context.Find("users", id) is { } user)
            item.Owner(user["email"] ?? user["handle"] ?? user["name"] ?? user);
        else if (!assignee.IsObject && Guid.TryParse(assignee.Text, out _))
            item.UnreadOwner(assignee);
        else
            item.Owner(assignee);
    }
}
