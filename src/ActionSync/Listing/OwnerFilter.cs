using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;

namespace ActionSync.Listing;

/// <summary>
/// Whether an item is of an owner whom a person asked for: by a whole address or a configured name it is that one person, by anything else everybody whose
/// address, name or account has it within.
/// </summary>
/// <param name="asked">As it was typed.</param>
/// <param name="meant">The address of the one person who is meant; null where it is a part.</param>
internal sealed class OwnerFilter(string asked, string? meant, PeopleDirectory people)
{
    /// <summary>One for each text. An address that belongs to nobody here is a part of one: <c>taro@acme</c>.</summary>
    public static async Task<IReadOnlyList<OwnerFilter>> OfAsync(
        IReadOnlyList<string> asked, PeopleDirectory people, LedgerTransaction work, CancellationToken cancellationToken)
    {
        var addresses = asked.Any(text => PersonText.Read(text)?.Address is not null)
            ? (await work.Items.OwnersAsync(cancellationToken)).Select(owner => people.AddressOf(owner)).OfType<string>()
                .ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];
        return [.. asked.Select(text => new OwnerFilter(text, people.Find(text)?.Address ?? Whole(text), people))];

        string? Whole(string text) => PersonText.Read(text)?.Address is { } address && addresses.Contains(address) ? address : null;
    }

    public bool Passes(ListedItem listed)
    {
        if (listed.Item.Owner is not { } owner)
            return asked.Equals(PersonText.Nobody, StringComparison.OrdinalIgnoreCase);
        var identity = OwnerIdentity.Of(owner, listed.Incident.Participants, people);
        return meant is not null
            ? meant.Equals(identity.Address, StringComparison.OrdinalIgnoreCase)
            : identity.Words.Any(word => word.Contains(asked.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}
