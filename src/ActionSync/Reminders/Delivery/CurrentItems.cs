using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Delivery;

/// <summary>The open items as the ledger showed them a moment ago.</summary>
internal sealed class CurrentItems(IReadOnlyList<ReminderItem> items, MentionedItems mentioned)
{
    private readonly Dictionary<string, ReminderItem> _byKey = items.ToDictionary(item => item.Key);

    /// <summary>What is mentioned where a message goes out anyway.</summary>
    public MentionedItems Mentioned => mentioned;

    public ReminderItem? Find(string key) => _byKey.GetValueOrDefault(key);
}
