using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Reminders.Policy;
using ActionSync.Trackers;

namespace ActionSync.Reminders.Delivery;

/// <summary>Gives messages their links, which are their reader's own. Without <c>Dashboard:PublicUrl</c> there are none.</summary>
internal sealed class DigestLinks(LinkKeys keys, RemindingOptions options, LedgerOptions ledger, TrackerSet trackers, ReminderFactsReader facts)
{
    private const int DaysInWeek = 7;

    /// <summary>The message with links that can be used.</summary>
    public async Task<Digest> SignAsync(Digest digest, CancellationToken cancellationToken) =>
        await keys.SignerAsync(cancellationToken) is { } signer ? await AddAsync(digest, signer, cancellationToken) : digest;

    /// <summary>The message as it will look, with links that lead nowhere.</summary>
    public async Task<Digest> ShowAsync(Digest digest, CancellationToken cancellationToken) =>
        keys.Unsigned is { } signer ? await AddAsync(digest, signer, cancellationToken) : digest;

    /// <summary>The same, where it is known what people call its items.</summary>
    /// <param name="digest">The message.</param>
    /// <param name="nameOf">What people call an item, by its key.</param>
    public Digest Show(Digest digest, Func<string, string> nameOf) => keys.Unsigned is { } signer ? Add(digest, signer, nameOf) : digest;

    /// <summary>Where each item's page is, by its key; null where there are no pages to lead to.</summary>
    public async Task<Func<string, string?>> PagesAsync(CancellationToken cancellationToken)
    {
        if (keys.Unsigned is not { } signer)
            return _ => null;
        var names = await facts.NamesAsync(cancellationToken);
        return key => signer.PageOf(names.GetValueOrDefault(key, key));
    }

    private async Task<Digest> AddAsync(Digest digest, LinkSigner signer, CancellationToken cancellationToken)
    {
        var names = await facts.NamesOfAsync(digest.Entries.Select(entry => entry.Item.Key), cancellationToken);
        return Add(digest, signer, key => names.GetValueOrDefault(key, key));
    }

    private Digest Add(Digest digest, LinkSigner signer, Func<string, string> nameOf) => digest with
    {
        Links = digest.Entries.DistinctBy(entry => entry.Item.Key)
            .ToDictionary(entry => entry.Item.Key, entry => OfItem(digest, entry.Item, nameOf(entry.Item.Key), signer)),
        Unsubscribe = signer.AddressOf(SignedLink.Of(LinkAct.Unsubscribe, digest.To.Address, null, null, digest.PlannedAt)),
    };

    private IReadOnlyList<NamedLink> OfItem(Digest digest, ReminderItem item, string name, LinkSigner signer)
    {
        var links = new List<NamedLink> { new("Open", signer.PageOf(name)) };
        // Issues of services are closed there.
        if (trackers.EditableHomeOf(item.Issue) is not null)
            Add("Done", LinkAct.Done);
        if (options.MaxSnoozeDays >= 1)
            Add("Snooze 1 day", LinkAct.SnoozeDay);
        if (options.MaxSnoozeDays >= DaysInWeek)
            Add("Snooze 1 week", LinkAct.SnoozeWeek);
        Add("Not mine", LinkAct.NotMine);
        return links;

        void Add(string label, LinkAct act) => links.Add(new(label, signer.AddressOf(
            SignedLink.Of(act, digest.To.Address, Marker.Of(ledger.Namespace, item.Key), item.Owner, digest.PlannedAt))));
    }
}
