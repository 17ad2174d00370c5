using System.Text.Json;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Exports.Squadcast;

/// <summary>
/// Postmortems of Squadcast, API v3, with their follow-ups: <c>GET /v3/incidents/ID/postmortem</c>, or a list of them (https://apidocs.squadcast.com).
/// </summary>
internal sealed class SquadcastFormat : ExportTool
{
    private const string Data = "data";
    private const string FollowUps = "follow_ups";

    public static DocumentFormat Entry { get; } = new SquadcastFormat().ToEntry();

    public override string Name => "Squadcast postmortem";

    public override string Word => "squadcast";

    public override IReadOnlySet<string> Members { get; } = new HashSet<string>
    {
        Data, "incident_id", "title", "incident", "time_of_creation", FollowUps, "task", "is_done",
    };

    public override bool Holds(ExportOutline outline) => outline.HasRecord(Data, "incident_id", "postmortem") || outline.HasRecord(Data, "incident_id", FollowUps);

    public override string RecordsIn(ExportNode root) => Data;

    public override bool HasItems(ExportNode record) => record[FollowUps] is not null;

    public override ExportIncident Incident(ExportNode record, ReadingRules rules) => new(record["incident_id"])
    {
        Title = ExportIncident.Line(record["title"], Limits.Title),
        Date = ExportIncident.Time(record.At("incident", "time_of_creation")),
    };

    public override IEnumerable<ItemCandidate> Items(ExportNode record, ExportContext context) =>
        (record[FollowUps]?.OneOrMore ?? []).SelectMany(followUp => context.Item(followUp)
            .Text(followUp["task"])
            .Status(followUp["is_done"]?.Token switch
            {
                JsonTokenType.True => ItemState.Done,
                JsonTokenType.False => ItemState.Open,
                _ => null,
            })
            .ToCandidate());
}
