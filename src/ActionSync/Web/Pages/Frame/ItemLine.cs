using ActionSync.Items;
using ActionSync.Listing;
using ActionSync.Text;

namespace ActionSync.Web.Pages.Frame;

/// <summary>One item as lists of pages show it; public, since components hand it on.</summary>
/// <param name="Name">The short name.</param>
/// <param name="Incident">The incident's id.</param>
/// <param name="Owner">As the tracker or the document writes them; null for nobody.</param>
/// <param name="IsOverdue">Past its deadline, and still to be done.</param>
/// <param name="IsLate">It was done after its deadline.</param>
/// <param name="Flags">What else is to be said of its state, in a word each.</param>
/// <param name="Issue">The issue's number; null where it has none.</param>
/// <param name="Url">The issue's address.</param>
public sealed record ItemLine(
    string Name, string Title, string Incident, string IncidentTitle, string? Owner, Priority Priority, Deadline? Deadline, ItemState State, bool IsOverdue,
    bool IsLate, IReadOnlyList<string> Flags, string? Issue, string? Url)
{
    /// <summary>A flag stands on one line of a narrow screen.</summary>
    private const int LongestFlag = 36;

    internal static ItemLine Of(ListedItem listed, TimeZoneInfo zone)
    {
        var item = listed.Item;
        return new(
            listed.Short, item.Title, item.IncidentId, listed.Incident.Title, item.Owner, item.Priority, item.Deadline, item.State, listed.IsOverdue,
            item.IsOnTime(zone) == false, FlagsOf(listed), item.Issue?.Number, item.Url);
    }

    internal static IReadOnlyList<string> FlagsOf(ListedItem listed) =>
    [
        .. new[]
        {
            listed.IsOld ? "old incident" : null, listed.IsUnassigned ? "unassigned" : null, listed.Item.IsWithdrawn ? "withdrawn" : null,
            listed.Item.IsHeld ? "held" : null, listed.Item.IsBacklog ? "backlog" : null, listed.Item.IsIgnored ? "ignored" : null,
            listed.Snooze is null ? null : "snoozed",
            listed is { HandedTo: { } to, Item.IsOpen: true } ? DisplayText.Shorten($"handed to {to}", LongestFlag) : null,
        }.OfType<string>(),
    ];
}
