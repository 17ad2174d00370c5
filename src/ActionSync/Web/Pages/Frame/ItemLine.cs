using ActionSync.Items;
using ActionSync.Listing;
using ActionSync.Reminders.Policy;
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

    private const string Withdrawn = "withdrawn";
    private const string Held = "held";
    private const string Backlog = "backlog";
    private const string Ignored = "ignored";
    private const string Snoozed = "snoozed";

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
            listed.IsOld ? "old incident" : null, listed.IsUnassigned ? "unassigned" : null, listed.Item.IsWithdrawn ? Withdrawn : null,
            listed.Item.IsHeld ? Held : null, listed.Item.IsBacklog ? Backlog : null, listed.Item.IsIgnored ? Ignored : null,
            listed.Snooze is null ? null : Snoozed, listed is { HandedTo: { } to, Item.IsOpen: true } ? HandedTo(to) : null,
        }.OfType<string>(),
    ];

    /// <summary>The same of an item as reminders know it.</summary>
    internal static IReadOnlyList<string> FlagsOf(ReminderItem item, DateOnly today) =>
    [
        .. new[]
        {
            item.Withdrawn ? Withdrawn : null, item.IsHeld ? Held : null, item.IsBacklog ? Backlog : null, item.IsIgnored ? Ignored : null,
            item.Snooze is { } snooze && today < snooze.Until ? Snoozed : null, item.Handover is { } handover ? HandedTo(handover.To) : null,
        }.OfType<string>(),
    ];

    private static string HandedTo(string address) => DisplayText.Shorten($"handed to {address}", LongestFlag);
}
