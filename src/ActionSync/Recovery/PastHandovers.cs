using ActionSync.Archive;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Recovery;

/// <summary>The handovers that a receipt tells of. Their issues are told once more, which a comment that is there already makes nothing of. Pure.</summary>
internal static class PastHandovers
{
    public static IEnumerable<LedgerHandover> Of(ArchivedIncident incident)
    {
        foreach (var e in incident.Receipt?.History ?? [])
        {
            if (e is { Kind: EventKind.HandedOver, Item: { } item, Who: { } who, To: { } to })
                yield return new LedgerHandover { ItemKey = item, At = e.At, Person = Actor.NameOf(who), Owner = e.From, GivenTo = to };
        }
    }
}
