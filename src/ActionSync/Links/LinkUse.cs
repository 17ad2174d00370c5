using ActionSync.Items;
using ActionSync.Ledger;

namespace ActionSync.Links;

/// <summary>
/// A link that is about to act. Whoever carries the act out takes it in the very transaction that changes something, so that two clicks, or two workers, act
/// once, and an act that is undone leaves the link as good as new.
/// </summary>
internal sealed class LinkUse(SignedLink link, string id, DateTimeOffset now)
{
    public SignedLink Link => link;

    /// <summary>Who acts; see <see cref="Actor"/>.</summary>
    public string By => Actor.ByLink(link.Person);

    /// <summary>The item is open, and whose it was when the message was written.</summary>
    /// <exception cref="LinkUsedException">It was closed, or has another owner, since.</exception>
    public void Require(LedgerItem item)
    {
        if (item.State.IsClosed() || !link.IsOfOwner(item.Owner))
            throw new LinkUsedException();
    }

    /// <summary>Uses the link up.</summary>
    /// <param name="work">The transaction of the act.</param>
    /// <param name="item">The item as that transaction shows it; null for an act that is about none.</param>
    /// <param name="cancellationToken">Ends it with nothing changed.</param>
    /// <exception cref="LinkUsedException">It was used before, or the item has changed since.</exception>
    public async Task TakeAsync(LedgerTransaction work, LedgerItem? item, CancellationToken cancellationToken)
    {
        if (item is not null)
            Require(item);
        var used = new UsedLink
        {
            Id = id,
            Person = link.Person,
            ItemKey = item?.Key,
            Act = link.Act.ToWord(),
            UsedAt = now,
            ExpiresAt = link.Expires,
        };
        if (!await new LinkStore(work).TakeAsync(used, cancellationToken))
            throw new LinkUsedException();
    }
}

/// <summary>Somebody was quicker: the act is not carried out, and what the page shows now says why.</summary>
internal sealed class LinkUsedException() : Exception("The link was used, or what it is about has changed, a moment ago.");
