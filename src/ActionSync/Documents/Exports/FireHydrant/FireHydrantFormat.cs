using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports.FireHydrant;

/// <summary>Tickets of FireHydrant: <c>GET /v1/ticketing/tickets</c>, or one of them (https://docs.firehydrant.com/reference/get_v1-ticketing-tickets).</summary>
internal sealed class FireHydrantFormat : ExportTool
{
    private const string Data = "data";

    public static DocumentFormat Entry { get; } = new FireHydrantFormat().ToEntry();

    public override string Name => "FireHydrant tickets";

    public override string Word => "firehydrant";

    public override IReadOnlySet<string> Members { get; } = new HashSet<string>
    {
        Data, "id", "summary", "state", "type", "assignees", "name", "email", "priority", "incident_id", "incident_name", "due_at", "link", "attachments",
        "href_url", "display_text",
    };

    public override bool Holds(ExportOutline outline) => outline.HasRecord(Data, "summary", "state", "incident_id")
        || (outline.Has("summary") && outline.Has("state") && outline.Has("incident_id") && outline.Has("assignees"));

    public override string RecordsIn(ExportNode root) => root[Data] is null ? "" : Data;

    public override ExportIncident Incident(ExportNode record, ReadingRules rules) =>
        new(record["incident_id"]) { Title = ExportIncident.Line(record["incident_name"], Limits.Title) };

    public override IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context)
    {
        // The incident's own ticket is nothing to be done.
        if (record["type"]?.Text == "incident")
        {
            context.Item(record).LeaveOut(record["id"]);
            return [];
        }
        var item = context.Item(record)
            .Id(record["id"])
            .Text(record["summary"])
            .Type(record["type"])
            .Priority(record["priority"])
            .Status(record["state"])
            .Deadline(record["due_at"])
            .Ticket(record.At("link", "href_url"), record.At("link", "display_text"));
        if (record["link"] is null)
        {
            foreach (var attachment in (record["attachments"]?.OneOrMore ?? []).Where(attachment => attachment["href_url"] is not null))
                item.Ticket(attachment["href_url"], null);
        }
        foreach (var assignee in record["assignees"]?.OneOrMore ?? [])
            item.Owner(assignee);
        return item.ToCandidate();
    }
}
