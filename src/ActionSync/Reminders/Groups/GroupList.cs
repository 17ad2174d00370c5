using ActionSync.Items;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Policy;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reminders.Groups;

/// <summary>A team's weekly list in words: what is overdue, what comes due, by owner. Every string is one harmless line, in no mark-up yet.</summary>
internal sealed record GroupList(string Team, string Title, IReadOnlyList<GroupListSection> Sections)
{
    /// <summary>How many days ahead something comes due for this list.</summary>
    private const int DaysAhead = 7;

    private const string Nobody = "nobody";

    public int Count => Sections.Sum(section => section.Count);

    /// <param name="team">The group's name.</param>
    /// <param name="items">Its items, open or not, whatever their priority.</param>
    /// <param name="recipients">Who owners are.</param>
    /// <param name="eligibility">What counts as overdue now.</param>
    /// <param name="pageOf">Where the page of an item is, by its key; null for nowhere.</param>
    public static GroupList Of(
        string team, IEnumerable<ReminderItem> items, Recipients recipients, ReminderEligibility eligibility, Func<string, string?> pageOf)
    {
        var entries = items.Where(IsAsked).Select(item => (Item: item, Timing: eligibility.TimingOf(item)))
            .Where(entry => entry.Timing.IsOverdue || entry.Timing.DaysOverdue >= -DaysAhead)
            .Select(entry => new Entry(entry.Item, entry.Timing, OwnerOf(entry.Item, recipients), eligibility.IsSnoozed(entry.Item), pageOf(entry.Item.Key)))
            .ToList();
        var overdue = Section("Overdue", isOverdue: true, entries.Where(entry => entry.Timing.IsOverdue));
        var due = Section($"Due in the next {"day".ToQuantity(DaysAhead)}", isOverdue: false, entries.Where(entry => !entry.Timing.IsOverdue));
        var name = TextProfile.Mail.Plain(team, TextProfile.NameLimit);
        return new(team, $"{name}: {overdue.Count} overdue, {due.Count} due in the next {"day".ToQuantity(DaysAhead)}",
            [.. new[] { overdue, due }.Where(section => section.Count > 0)]);
    }

    /// <summary>As for reminders, but of every priority, and also while it is snoozed: the team sees what waits.</summary>
    private static bool IsAsked(ReminderItem item) =>
        item is { State: not ItemState.Missing, Withdrawn: false, IsBacklog: false, IsHeld: false, IsIgnored: false, Deadline: not null }
        && !item.State.IsClosed();

    private static string OwnerOf(ReminderItem item, Recipients recipients)
    {
        var name = recipients.Find(item.Owner, item.Participants)?.Name ?? item.Owner;
        return TextProfile.Mail.Plain(name, TextProfile.NameLimit) is { Length: > 0 } known ? Directions.Isolate(known) : Nobody;
    }

    /// <summary>Whoever has what is overdue longest comes first, and of one owner that item.</summary>
    private static GroupListSection Section(string heading, bool isOverdue, IEnumerable<Entry> entries) => new(heading, isOverdue,
    [
        .. entries.OrderByDescending(entry => entry.Timing.DaysOverdue).ThenBy(entry => entry.Item.Priority)
            .ThenBy(entry => entry.Item.Key, StringComparer.Ordinal).GroupBy(entry => entry.Owner)
            .Select(owner => new GroupListOwner(owner.Key, [.. owner.Select(entry => entry.InWords())])),
    ]);

    private sealed record Entry(ReminderItem Item, Timing Timing, string Owner, bool IsSnoozed, string? Page)
    {
        public GroupListEntry InWords()
        {
            var age = EntryView.AgeOf(new DigestEntry
            {
                Kind = Timing.IsOverdue ? ReminderKind.Overdue : ReminderKind.DueSoon,
                Item = Item,
                DueDay = Timing.DueDay,
                DaysOverdue = Timing.DaysOverdue,
                IsOverdue = Timing.IsOverdue,
                Role = "",
            });
            var snoozed = IsSnoozed ? $", snoozed until {Item.Snooze!.Until:yyyy-MM-dd}" : "";
            var incident = Directions.Isolate(TextProfile.Mail.Plain(Item.IncidentId, TextProfile.NameLimit));
            return new(TextProfile.Mail.Plain(Item.Title, TextProfile.TitleLimit) is { Length: > 0 } title ? title : Item.Key,
                WebAddresses.ToClick(Item.Issue?.Url), $"{age}{snoozed}, {Item.Priority}, {incident}", Page);
        }
    }
}

internal sealed record GroupListSection(string Heading, bool IsOverdue, IReadOnlyList<GroupListOwner> Owners)
{
    public int Count => Owners.Sum(owner => owner.Entries.Count);
}

internal sealed record GroupListOwner(string Name, IReadOnlyList<GroupListEntry> Entries);

/// <param name="Link">Where a click leads; null where the issue is no web page.</param>
/// <param name="Details">Age, priority and incident.</param>
/// <param name="Page">Where the item's page is; null for nowhere. A list is for nobody in particular, so it carries no other links.</param>
internal sealed record GroupListEntry(string Title, string? Link, string Details, string? Page = null)
{
    public const string PageLabel = "Open";
}
