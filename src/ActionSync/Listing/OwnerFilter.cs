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
        var participants = listed.Incident.Participants;
        var address = people.AddressOf(owner, participants) ?? owner;
        if (meant is not null)
            return meant.Equals(address, StringComparison.OrdinalIgnoreCase);
        var person = people.FindByAddress(address);
        // The document, too, says what the people are called whose addresses it gives.
        var names = participants.Where(other => address.Equals(PersonText.Read(other.Email)?.Address, StringComparison.OrdinalIgnoreCase))
            .Select(other => other.Name);
        return names.Concat([owner, address, person?.Name]).Concat(person?.Accounts.Values ?? [])
            .Any(word => word?.Contains(asked.Trim(), StringComparison.OrdinalIgnoreCase) == true);
    }
}
