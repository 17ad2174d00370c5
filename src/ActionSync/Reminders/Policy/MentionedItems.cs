namespace ActionSync.Reminders.Policy;

/// <summary>Overdue items that are too little urgent for a message of their own, by their owners: they are mentioned where a message goes out anyway.</summary>
internal sealed class MentionedItems
{
    private readonly Lazy<ILookup<string, DigestEntry>> _byOwner;

    /// <param name="items">All that are open.</param>
    /// <param name="gate">Says which of them are mentioned now.</param>
    /// <param name="ownerOf">The address of an item's owner, in lower case, where they are known.</param>
    public MentionedItems(IEnumerable<ReminderItem> items, ReminderEligibility gate, Func<ReminderItem, string?> ownerOf) => _byOwner = new(() => items
        .Where(gate.IsLeftOut)
        .Select(item => (Owner: ownerOf(item), Entry: DigestEntry.Of(item, ReminderKind.Overdue, gate.TimingOf(item), "")))
        .Where(mentioned => mentioned.Owner is not null)
        .OrderBy(mentioned => mentioned.Entry, DigestEntry.UrgencyOrder)
        .ToLookup(mentioned => mentioned.Owner!, mentioned => mentioned.Entry));

    public IReadOnlyList<DigestEntry> Of(Recipient owner) => [.. _byOwner.Value[owner.Address]];
}
