using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Testing.Ledger;

/// <summary>Things a ledger holds, with nothing that a test does not ask for.</summary>
internal static class Some
{
    private static readonly DateTimeOffset Then = new(2024, 1, 15, 8, 0, 0, TimeSpan.Zero);

    public static LedgerIncident Incident(string id) => new(1, "hash", new IncidentBrief { Id = id, Title = $"Title of {id}" }, Then);

    public static LedgerItem Item(string key) => new()
    {
        Key = key,
        IncidentId = key[..key.LastIndexOf('/')],
        Identity = ItemIdentity.Normalise(key),
        Marker = Marker.Of("default", key),
        Position = 1,
        State = ItemState.Pending,
        Title = $"Title of {key}",
        Priority = Priority.P2,
        Fields = new TrackedFields
        {
            Title = new TrackedField(Desired: $"Title of {key}"),
            Priority = new TrackedField(Desired: "P2"),
            State = new TrackedField(Desired: "open"),
        },
        FirstSeenAt = Then,
    };

    public static LedgerEvent Event(string incident, string text, DateTimeOffset at) =>
        new() { At = at, IncidentId = incident, Kind = EventKind.Remark, Text = text };
}
