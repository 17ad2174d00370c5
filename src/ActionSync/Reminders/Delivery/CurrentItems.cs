using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Delivery;

/// <summary>The open items as the ledger showed them a moment ago.</summary>
/// <param name="items">Those that people are reminded of.</param>
/// <param name="mentioned">Those, and of the others, that are mentioned where they stand in no part of a message.</param>
internal sealed class CurrentItems(IReadOnlyList<ReminderItem> items, MentionedItems mentioned)
{
    private readonly Dictionary<string, ReminderItem> _byKey = items.ToDictionary(item => item.Key);

    public MentionedItems Mentioned => mentioned;

    public ReminderItem? Find(string key) => _byKey.GetValueOrDefault(key);
}
