using ActionSync.Documents.Values;

namespace ActionSync.Documents.Exports.Rootly;

/// <summary>
/// Action items of Rootly, API v1: <c>GET /v1/incidents/ID/action_items</c> or <c>GET /v1/action_items</c>, or one of them
/// (https://docs.rootly.com/api-reference/incidentactionitems).
/// </summary>
internal sealed class RootlyFormat : ExportTool
{
    private const string Data = "data";
    private const string Kind = "incident_action_items";

    // What the item is in another tool: one of these has an address.
    private static readonly string[] Trackers = ["jira_issue", "github_issue", "gitlab_issue", "linear_issue", "shortcut_story", "asana_task", "clickup_task"];

    public static DocumentFormat Entry { get; } = new RootlyFormat().ToEntry();

    public override string Name => "Rootly action items";

    public override string Word => "rootly";

    public override IReadOnlySet<string> Members { get; } = new HashSet<string>(Trackers.SelectMany(tracker => new[] { $"{tracker}_url", $"{tracker}_key" }))
    {
        Data, "included", "id", "type", "attributes", "relationships", "incident", "incident_id", "title", "summary", "kind", "priority", "status", "due_date",
        "assigned_to", "assigned_to_user", "assigned_to_user_id", "assigned_to_groups", "assigned_to_group_ids", "name", "full_name", "email",
    };

    public override bool Holds(ExportOutline outline) => outline.Text(Data, "type") is Kind or "incident_action_item" or "action_items";

    public override string RecordsIn(ExportNode root) => Data;

    public override ExportIncident Incident(ExportNode record, ReadingRules rules)
    {
        var attributes = record["attributes"];
        var incident = Inner(attributes?["incident"]);
        return new ExportIncident(attributes?["incident_id"] ?? attributes.At("incident", Data, "id") ?? incident?["id"]
            ?? record.At("relationships", "incident", Data, "id"))
        {
            Title = ExportIncident.Line(incident?["title"], Limits.Title),
        };
    }

    public override IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context)
    {
        if (record["attributes"] is not { } attributes)
            return context.Item(record).ToCandidate();
        var item = context.Item(record)
            .Id(record["id"])
            .Text(attributes["summary"])
            .Type(attributes["kind"])
            .Priority(attributes["priority"])
            .Status(attributes["status"])
            .Deadline(attributes["due_date"]);
        foreach (var tracker in Trackers)
            item.Ticket(attributes[$"{tracker}_url"], attributes[$"{tracker}_key"]);
        Owners(item, attributes, context);
        return item.ToCandidate();
    }

    /// <summary>People and groups may be told in full, listed beside the records, or be bare numbers, which nobody can read.</summary>
    private static void Owners(ExportItem item, ExportNode attributes, ExportContext context)
    {
        var user = Person(attributes["assigned_to_user"]) ?? Person(attributes["assigned_to"]);
        if (user is not null)
            item.Owner(user);
        else if (attributes["assigned_to_user_id"] is { } id)
            Owner(item, id, context.Find("users", id.Text));
        var groups = attributes["assigned_to_groups"] is { } told ? (told[Data] ?? told).OneOrMore.Select(Person).OfType<ExportNode>().ToList() : [];
        foreach (var group in groups)
            item.Owner(group);
        foreach (var id in groups.Count > 0 ? [] : attributes["assigned_to_group_ids"]?.OneOrMore ?? [])
            Owner(item, id, context.Find("groups", id.Text));
    }

    private static void Owner(ExportItem item, ExportNode id, ExportNode? found)
    {
        if (found is not null && (found["email"] ?? found["name"]) is not null)
            item.Owner(found);
        else
            item.UnreadOwner(id);
    }

    /// <summary>Somebody with a name or an address; a bare id tells of nobody.</summary>
    private static ExportNode? Person(ExportNode? node) =>
        Inner(node) is { } person && (person["email"] ?? person["name"] ?? person["full_name"] ?? (person.IsObject ? null : person)) is { } named
            ? person["email"] is null && person["name"] is null ? named : person
            : null;

    /// <summary>What stands in an envelope of JSON:API, or bare.</summary>
    private static ExportNode? Inner(ExportNode? node) => node.At(Data, "attributes") ?? node?["attributes"] ?? node?[Data] ?? node;
}
