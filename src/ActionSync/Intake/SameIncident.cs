using ActionSync.Documents;
using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Intake;

/// <summary>Whether a document without an id is about an incident that is known. Pure.</summary>
internal static class SameIncident
{
    /// <summary>
    /// The very same text; or the same title and day, which has to be given, since titles alone are often alike; or more than half of the items on both
    /// sides. One item alone says nothing where the days are two.
    /// </summary>
    public static bool Is(IncidentDocument document, LedgerIncident known, IReadOnlyList<LedgerItem> items)
    {
        if (document.Fingerprint == known.Hash)
            return true;
        if (IncidentStore.KnownAs(document.Incident) is { } knownAs && knownAs == IncidentStore.KnownAs(known.Brief))
            return true;
        var (asked, live) = (Titles(document), Live(items));
        var shared = asked.Count(live.Contains);
        var isSameDay = Day(document.Incident) is not { } day || Day(known.Brief) is not { } other || day == other;
        return shared * 2 > asked.Count && shared * 2 > live.Count && (shared > 1 || isSameDay);
    }

    /// <summary>Nothing in the document is what is known of the incident: not the title, not the day, no item.</summary>
    public static bool Differs(IncidentDocument document, LedgerIncident known, IReadOnlyList<LedgerItem> items)
    {
        if (ItemIdentity.Normalise(document.Incident.Title) == ItemIdentity.Normalise(known.Brief.Title))
            return false;
        var (day, other) = (Day(document.Incident), Day(known.Brief));
        if (day is not null && day == other)
            return false;
        var (asked, live) = (Titles(document), Live(items));
        var ids = items.Where(item => !item.IsWithdrawn).Select(item => item.ExplicitId).OfType<string>().ToHashSet();
        if (asked.Any(live.Contains) || document.ActionItems?.Any(item => item.Id is { } id && ids.Contains(id)) == true)
            return false;
        // Where one says nothing of it, the other does not say otherwise.
        return (day is not null && other is not null) || (asked.Count > 0 && live.Count > 0);
    }

    /// <summary>The titles of the items, as they are compared. Ids tell items apart within an incident only.</summary>
    public static IReadOnlyCollection<string> Titles(IncidentDocument document) =>
        (document.ActionItems ?? []).Select(item => ItemIdentity.Normalise(item.Title)).ToHashSet();

    private static HashSet<string> Live(IReadOnlyList<LedgerItem> items) => [.. items.Where(item => !item.IsWithdrawn).Select(item => item.Identity)];

    private static DateOnly? Day(IncidentBrief brief) => brief.DeclaredAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
}
