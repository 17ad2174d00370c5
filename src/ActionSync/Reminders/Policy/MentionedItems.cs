namespace ActionSync.Reminders.Policy;

/// <summary>
/// Overdue items by their owners: those that stand in no part of a message that goes out anyway are mentioned there, whether they are too little urgent for a
/// message of their own or their turn is another day. Only as many as are shown are kept of the less urgent, however many there are, and the others counted.
/// </summary>
/// <param name="gate">Says which items are mentioned now.</param>
/// <param name="ownerOf">The address of an item's owner, in lower case, where they are known and want to hear of it.</param>
internal sealed class MentionedItems(ReminderEligibility gate, Func<ReminderItem, string?> ownerOf)
{
    /// <summary>More than these would bury the message's own matter.</summary>
    public const int Most = 20;

    private readonly Dictionary<string, Mentions> _byOwner = [];

    /// <summary>Whom an item is mentioned to: its owner, unless they want to hear nothing of it.</summary>
    public static string? ReaderOf(ReminderItem item, Recipients recipients, Silence silence) =>
        recipients.Find(item.Owner, item.Participants) is { } owner && silence.Of(owner, item.Priority) is null ? owner.Address : null;

    public void AddAll(IEnumerable<ReminderItem> items)
    {
        foreach (var item in items)
            Add(item);
    }

    public void Add(ReminderItem item)
    {
        if (item.OwnerHasLeft || item.Handover is not null || !gate.IsMentioned(item) || ownerOf(item) is not { } owner)
            return;
        if (!_byOwner.TryGetValue(owner, out var mentions))
            _byOwner[owner] = mentions = new Mentions();
        mentions.Add(DigestEntry.Of(item, ReminderKind.Overdue, gate.TimingOf(item), ""), isReminded: gate.Refuse(item) is null);
    }

    /// <summary>The digest with what is mentioned to its reader.</summary>
    public Digest AddTo(Digest digest)
    {
        if (!_byOwner.TryGetValue(digest.To.Address, out var mentions))
            return digest;
        var (entries, count) = mentions.Besides([.. digest.Entries.Select(entry => entry.Item.Key)]);
        return digest with { AlsoOverdue = entries, MoreAlsoOverdue = count - entries.Count };
    }

    /// <summary>What is overdue of one owner's.</summary>
    private sealed class Mentions
    {
        private readonly List<DigestEntry> _reminded = [];
        private readonly List<DigestEntry> _lessUrgent = [];
        private int _dropped;

        /// <param name="entry">The item.</param>
        /// <param name="isReminded">It can stand in a message of its own, so that any of them may be left to be mentioned.</param>
        public void Add(DigestEntry entry, bool isReminded)
        {
            if (isReminded)
            {
                _reminded.Add(entry);
                return;
            }
            var place = _lessUrgent.BinarySearch(entry, DigestEntry.MentionOrder);
            _lessUrgent.Insert(place < 0 ? ~place : place, entry);
            if (_lessUrgent.Count <= Most)
                return;
            _lessUrgent.RemoveAt(Most);
            _dropped++;
        }

        /// <summary>What is shown beside the items of a message, and how many there are in all.</summary>
        public (IReadOnlyList<DigestEntry> Shown, int All) Besides(HashSet<string> told)
        {
            var others = _reminded.Where(entry => !told.Contains(entry.Item.Key)).Concat(_lessUrgent).ToList();
            return ([.. others.Order(DigestEntry.MentionOrder).Take(Most)], others.Count + _dropped);
        }
    }
}
