using ActionSync.Documents.Values;
using ActionSync.Items;
using Doc = ActionSync.Documents.Json.Fields<ActionSync.Documents.IncidentDocument>;
using Item = ActionSync.Documents.Json.Fields<ActionSync.Documents.ActionItem>;
using Person = ActionSync.Documents.Json.Fields<ActionSync.Items.Participant>;

namespace ActionSync.Documents.Json;

/// <summary>The incident document, field by field: the one list of what is known. <c>config/incident.schema.json</c> says the same to producers.</summary>
internal static class IncidentShape
{
    private static readonly Shape<IncidentDocument> Incident = new(
        Empty,
        Doc.IncidentId("id", (d, v) => d.With(i => i with { Id = v }).Saying(w => w with { Id = v }),
            "the incident's id, a string such as \"INC-2024-0142\", without /").Needed(),
        Doc.Title("title", (d, v) => d.With(i => i with { Title = v }).Saying(w => w with { Title = v }),
            "what happened, in a line of at most 1,000 characters").Needed(),
        Doc.Line("severity", (d, v) => d.With(i => i with { Severity = v }).Saying(w => w with { Severity = v }), "a string such as \"SEV1\"")
            .At((d, place) => d with { SeverityPlace = place }),
        Doc.Line("status", (d, v) => d.With(i => i with { Status = v }), "a string such as \"resolved\""),
        Doc.Line("service", (d, v) => d.With(i => i with { Service = v }), "a service's name, a string"),
        Doc.Lines("affected_services", (d, v) => d.With(i => i with { AffectedServices = v }), "an array of services' names"),
        Doc.Line("commander", (d, v) => d.With(i => i with { Commander = v }), "a name or an address, a string"),
        Doc.Time("declared_at", (d, v, text) => d.With(i => i with { DeclaredAt = v }).Saying(w => w with { Date = text })),
        Doc.Time("resolved_at", (d, v, _) => d.With(i => i with { ResolvedAt = v })),
        Doc.Url("url", (d, v) => d.With(i => i with { Url = v }), "the incident's address, such as \"https://status.example.com/42\""));

    // Impact stands before customer impact, whichever comes first in the document.
    private static readonly Shape<IncidentDocument> Resolution = new(
        Empty,
        Doc.Paragraphs("root_cause", (d, v) => d.With(i => i with { RootCause = v }), "a text of at most 50,000 characters"),
        Doc.Paragraphs("permanent_fix", (d, v) => d.With(i => i with { PermanentFix = v }), "a text of at most 50,000 characters"),
        Doc.Facts("customer_impact", (d, v) => d.With(i => i with { Impact = [.. i.Impact, .. v] })));

    private static readonly Shape<IncidentDocument> OnCall = new(
        Empty,
        Doc.Line("escalation_manager", (d, v) => d.With(i => i with { EscalationManager = v }), "an address, a string"));

    private static readonly Shape<IncidentDocument> Context = new(Empty, Doc.Object("on_call", OnCall, "an object"));

    private static readonly Shape<ActionItem> ActionItem = new(
        new ActionItem { Title = "" },
        Item.Title("title", (i, v) => i with { Title = v }, "what is to be done, in a line of at most 1,000 characters").Needed(),
        Item.Id("id", (i, v) => i with { Id = v }, "the item's own id, a string of at most 200 characters; or leave the key out"),
        Item.Line("owner", (i, v) => i with { Owner = v }, "an address or a name, a string").At((i, place) => i with { OwnerPlace = place }),
        Item.Lines("owners", (i, v) => i with { Owners = v }, "an array of addresses or names, where there are several")
            .At((i, place) => i with { OwnerPlace = i.OwnerPlace ?? place }),
        Item.Priority("priority", (i, v) => i with { Priority = v }),
        Item.Deadline("deadline", (i, v, text) => i with { Deadline = v, WrittenDeadline = text }),
        Item.Line("type", (i, v) => i with { Type = v }, "a string such as \"prevention\""),
        Item.Status("status", (i, v) => i with { Status = v }),
        Item.Url("url", (i, v) => i with { Url = v }, "the address of an issue, such as \"https://github.com/owner/name/issues/12\""),
        Item.Line("ticket", (i, v) => i with { Ticket = v }, "the key of an issue, such as \"OPS-412\", \"#12\" or \"owner/name#12\""),
        Item.ParagraphOrParagraphs("details", (i, v) => i with { Details = v }, "a text, or an array of texts"));

    private static readonly Shape<Participant> Participant = new(
        new Participant("", null, null),
        Person.Line("name", (p, v) => p with { Name = v }, "a name, a string"),
        Person.Line("role", (p, v) => p with { Role = v }, "a role, a string"),
        Person.Line("email", (p, v) => p with { Email = v }, "an address, a string"));

    public static Shape<IncidentDocument> Document { get; } = new(
        Empty,
        Doc.Object("incident", Incident, "an object with the incident's id and title").Needed(),
        Doc.Facts("impact", (d, v) => d.With(i => i with { Impact = [.. v, .. i.Impact] })),
        Doc.Object("resolution", Resolution, "an object"),
        Doc.Object("context", Context, "an object"),
        Doc.Objects("action_items", ActionItem, Limits.ActionItems, (d, v) => d with { ActionItems = v },
            "an array of items, [] for none; a document without the key withdraws nothing", TwinItems.Reject,
            (item, place) => ItemOwners.InOrder(item) with { Place = place }, item => item.Title).NotNull(),
        Doc.Objects("participants", Participant, Limits.ListEntries, (d, v) => d.With(i => i with { Participants = Named(v) }), "an array of people"));

    private static IncidentDocument Empty =>
        new() { Incident = new IncidentBrief { Id = "", Title = "" }, ActionItems = null, Source = default, Ending = JsonFormat.Ending };

    private static IncidentDocument Saying(this IncidentDocument document, Func<WrittenIncident, WrittenIncident> change) =>
        document with { Written = change(document.Written) };

    private static IncidentDocument With(this IncidentDocument document, Func<IncidentBrief, IncidentBrief> change) =>
        document with { Incident = change(document.Incident) };

    /// <summary>People who are only an address go by that; nobody in particular is left out.</summary>
    private static List<Participant> Named(List<Participant> people) =>
        [.. people.Select(p => p.Name.Length > 0 ? p : p with { Name = p.Email ?? "" }).Where(p => p.Name.Length > 0)];
}
