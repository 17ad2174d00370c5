namespace ActionSync.Reminders.Policy;

/// <summary>
/// Overdue items that are too little urgent for a message of their own, by their owners: they are mentioned where a message goes out anyway. However many
/// there are, only those are kept that are shown, and the others counted.
/// </summary>
/// <param name="gate">Says which items are mentioned now.</param>
/// <param name="ownerOf">The address of an item's owner, in lower case, where they are known.</param>
internal sealed class MentionedItems(ReminderEligibility gate, Func<ReminderItem, string?> ownerOf)
{
    /// <summary>More than these would bury the message's own matter.</summary>
    public const int Most = 20;

    private readonly Dictionary<string, Mentions> _byOwner = [];

    public void Add(ReminderItem item)
    {
        if (!gate.IsLeftOut(item) || ownerOf(item) is not { } owner)
            return;
        if (!_byOwner.TryGetValue(owner, out var mentions))
            _byOwner[owner] = mentions = new Mentions();
        mentions.Add(DigestEntry.Of(item, ReminderKind.Overdue, gate.TimingOf(item), ""));
    }

    /// <summary>The digest with what is mentioned to its reader.</summary>
    public Digest AddTo(Digest digest) => _byOwner.GetValueOrDefault(digest.To.Address) is { } mentions
        ? digest with { AlsoOverdue = mentions.Entries, MoreAlsoOverdue = mentions.More }
        : digest;

    private sealed class Mentions
    {
        private readonly List<DigestEntry> _entries = [];

        public int More { get; private set; }

        public IReadOnlyList<DigestEntry> Entries => _entries;

        public void Add(DigestEntry entry)
        {
            var place = _entries.BinarySearch(entry, DigestEntry.UrgencyOrder);
            _entries.Insert(place < 0 ? ~place : place, entry);
            if (_entries.Count <= Most)
                return;
            _entries.RemoveAt(Most);
            More++;
        }
    }
}
