using ActionSync.Items;
using ActionSync.People;

namespace ActionSync.Reminders.Policy;

/// <summary>Somebody who can be written to. The address, in lower case, is who they are.</summary>
/// <param name="Channel">The channel that they read, where configured.</param>
/// <param name="Accounts">Who they are elsewhere, where configured; see <see cref="PersonOptions.Accounts"/>.</param>
/// <param name="HasLeft">They are gone, and nothing is sent to them.</param>
internal sealed record Recipient(
    string Address, string Name, string? Channel = null, IReadOnlyDictionary<string, string>? Accounts = null, bool HasLeft = false)
{
    /// <summary>Whose clocks say when a slot is and which day it is; null for the reminding time zone.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Nothing is sent to them.</summary>
    public bool HasNoChannel => Channel == PersonOptions.NoChannel;

    public string? AccountOf(string kind) => Accounts?.GetValueOrDefault(kind);
}

/// <summary>
/// Finds the person that a text means: an address, a configured name, or a name that the document gives an address for. Exactly one match, or none.
/// </summary>
internal sealed class Recipients(PeopleDirectory people)
{
    public Recipient? Find(string? text, IReadOnlyList<Participant> participants)
    {
        if (people.AddressOf(text, participants)?.ToLowerInvariant() is not { } address)
            return null;
        var person = people.FindByAddress(address);
        var name = person?.Name ?? participants.FirstOrDefault(p => MailAddresses.Find(p.Email) == address)?.Name;
        return new Recipient(address, string.IsNullOrWhiteSpace(name) ? address : name.Trim(), person?.Channel, person?.Accounts, person is { Left: true })
        {
            TimeZone = person?.TimeZone,
        };
    }

    /// <summary>What is configured for whom the text means, reachable or not.</summary>
    public Person? Known(string? text, IReadOnlyList<Participant> participants) =>
        people.Find(text) ?? (people.AddressOf(text, participants) is { } address ? people.FindByAddress(address) : null);
}
