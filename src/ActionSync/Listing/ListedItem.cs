using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Planning;
using ActionSync.Reminders.Policy;

namespace ActionSync.Listing;

/// <summary>One item as lists show it: the ledger's row and what is known of it elsewhere.</summary>
/// <param name="Short">The name to type.</param>
/// <param name="Snooze">Nobody is reminded of it for now; null where they are.</param>
/// <param name="Team">The group that it belongs to; null for none.</param>
/// <param name="IsOverdue">Past its deadline, and still to be done.</param>
internal sealed record ListedItem(LedgerItem Item, IncidentBrief Incident, string Short, Snooze? Snooze, string? Team, bool IsOverdue)
{
    /// <summary>Somebody owns it, and nobody is assigned; see <see cref="UnassignedItems"/>.</summary>
    public bool IsUnassigned { get; init; }

    /// <summary>Who was asked in its owner's place since somebody said that it is not theirs: an address; null where nobody was.</summary>
    public string? HandedTo { get; init; }

    /// <summary>It is overdue, and was for long when it was first seen; see <see cref="OldIncident"/>.</summary>
    public bool IsOld { get; init; }

    /// <summary>The route that ignores it, as in <c>Routes:1 (Priority P3, P4)</c>; null where none does.</summary>
    public string? IgnoredBy { get; init; }

    /// <summary>The same as the end of a sentence, for an item that is ignored.</summary>
    public string IgnoredByText => $"{IgnoredBy ?? "a route that the configuration no longer has, until the next pass"}: recorded, without an issue";

    /// <summary>Something is left to do, and nobody owns it.</summary>
    public bool IsNobodys => Item is { IsOpen: true, Owner: null };
}
