using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Planning;
using ActionSync.Sync;
using ActionSync.Trackers;

namespace ActionSync.Testing.Planning;

/// <summary>Documents, items and issues with what a test does not care about filled in.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2024, 1, 16, 9, 0, 0, TimeSpan.Zero);

    private static long _lastId;

    /// <summary>A document of one incident with these items, given as JSON objects or as titles.</summary>
    public static IncidentDocument Document(params JsonNode[] items) => Parsed(Incident.Json("INC-1", items));

    public static IncidentDocument Parsed(string json)
    {
        var file = IncidentParser.Parse(Encoding.UTF8.GetBytes(json), TimeZoneInfo.Utc);
        Assert.Empty(file.Problems);
        return Assert.Single(file.Incidents);
    }

    public static SyncPlanner Planner(IReadOnlyDictionary<string, PersonOptions>? people = null, TimeZoneInfo? zone = null) =>
        new(Asker(people, zone), new LedgerOptions());

    public static ItemAsker Asker(IReadOnlyDictionary<string, PersonOptions>? people = null, TimeZoneInfo? zone = null) => new(
        new PlanningOptions(), zone ?? TimeZoneInfo.Utc, new PeopleDirectory(people ?? new Dictionary<string, PersonOptions>()));

    /// <summary>What a document asks for, item by item.</summary>
    public static IReadOnlyList<ItemAsk> Asks(IncidentDocument document) =>
        [.. document.ActionItems!.Select((item, i) => Asker().Ask(document, item, i + 1, Now))];

    /// <summary>What the ledger holds after these documents, one after the other, every issue published and told.</summary>
    public static IReadOnlyList<LedgerItem> Known(params IncidentDocument[] documents) => documents.Aggregate(
        (IReadOnlyList<LedgerItem>)[], (known, document) => [.. Planner().Plan(document, known, Now).Steps.Select(step => Published(step.Item))]);

    /// <summary>One item that waits to be created.</summary>
    public static LedgerItem Item(
        string title = "Add an alert", string? owner = "alice@company.com", string? priority = "P1", string? deadline = "2024-01-22", string? id = null,
        string? status = null) =>
        Planner().Plan(Document(Incident.Item(title, owner, priority, deadline, id, status)), [], Now).Steps[0].Item with { Id = ++_lastId, Tracker = "board" };

    /// <summary>The item with the issue that its tracker made of it.</summary>
    public static LedgerItem Published(LedgerItem item)
    {
        if (item.PendingAction == PendingAction.None)
            return item;
        var withdrawal = item.Withdrawal switch { Withdrawal.Due => Withdrawal.Told, Withdrawal.Returning => Withdrawal.None, var other => other };
        return (item with { Id = item.Id == 0 ? ++_lastId : item.Id, Tracker = "board", Withdrawal = withdrawal })
            .Written(Issue(item), item.Fields, Enum.GetValues<ItemField>(), Now).Reconsider(null, Now);
    }

    /// <summary>The issue as a tracker that loses nothing shows it right after it was written.</summary>
    public static IssueSnapshot Issue(LedgerItem item) => new()
    {
        Ref = item.Issue ?? new IssueRef("file", "/board", item.Marker, "page.md", "file:///board/page.md"),
        Marker = item.Marker,
        Key = item.Key,
        Title = item.Fields.Title.Desired!,
        Owner = item.Fields.Owner.Desired,
        Priority = Priorities.ParseOrNull(item.Fields.Priority.Desired),
        Deadline = Deadline.ParseOrNull(item.Fields.Deadline.Desired),
        State = item.State is ItemState.Pending or ItemState.Unknown ? ItemStates.FromWord(item.Fields.State.Desired!) : item.State,
    };

    /// <summary>The item after its document asked for something else.</summary>
    public static LedgerItem Asking(LedgerItem item, ItemField field, string? asked) =>
        (item with { Fields = item.Fields.With(field, item.Fields[field] with { Desired = asked }) }).Reconsider(null, Now);
}
