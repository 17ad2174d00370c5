using ActionSync.Items;
using ActionSync.People;

namespace ActionSync.Listing;

/// <summary>Who an item's owner is, and all by parts of which people find them.</summary>
/// <param name="Address">The address; the owner's own text where there is none.</param>
internal sealed record OwnerIdentity(string Address, IReadOnlyList<string> Words)
{
    /// <param name="owner">As the item names them.</param>
    /// <param name="participants">Those of its incident: the document, too, says what the people are called whose addresses it gives.</param>
    /// <param name="people">Who is configured.</param>
    public static OwnerIdentity Of(string owner, IReadOnlyList<Participant> participants, PeopleDirectory people)
    {
        var address = people.AddressOf(owner, participants) ?? owner;
        var person = people.FindByAddress(address);
        var names = participants.Where(other => address.Equals(PersonText.Read(other.Email)?.Address, StringComparison.OrdinalIgnoreCase))
            .Select(other => other.Name);
        return new(address, [.. names.Concat([owner, address, person?.Name]).Concat(person?.Accounts.Values ?? []).OfType<string>()]);
    }
}
