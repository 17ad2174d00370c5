using ActionSync.Configuration;
using ActionSync.Items;

namespace ActionSync.Reminding.Policy;

/// <summary>Somebody who can be written to. The address, in lower case, is who they are.</summary>
/// <param name="Channel">The channel that they read, where configured.</param>
/// <param name="SlackId">Their Slack member id, where configured.</param>
internal sealed record Recipient(string Address, string Name, string? Channel = null, string? SlackId = null);

/// <summary>Finds the person that a text means: an address, a configured name, or a name that the document gives an address for. Exactly one match, or none.</summary>
internal sealed class Recipients(PeopleDirectory people)
{
    public Recipient? Find(string? text, IReadOnlyList<Participant> participants)
    {
        if (AddressOf(text, participants) is not { } address)
            return null;
        var person = people.FindByAddress(address);
        var name = person?.Name ?? participants.FirstOrDefault(p => Same(p.Email, address))?.Name;
        return new Recipient(address, string.IsNullOrWhiteSpace(name) ? address : name.Trim(), person?.Channel, person?.Slack);
    }

    /// <summary>What is configured for whom the text means, reachable or not.</summary>
    public Person? Known(string? text, IReadOnlyList<Participant> participants) =>
        people.Find(text) ?? (AddressOf(text, participants) is { } address ? people.FindByAddress(address) : null);

    private string? AddressOf(string? text, IReadOnlyList<Participant> participants)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (MailAddresses.Find(text) is { } address)
            return address;
        if (people.Find(text) is { } person)
            return MailAddresses.Find(person.Address);
        var mails = participants.Where(p => Same(p.Name, text)).Select(p => MailAddresses.Find(p.Email)).OfType<string>().Distinct().ToList();
        return mails.Count == 1 ? mails[0] : null;
    }

    private static bool Same(string? a, string b) => string.Equals(a?.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
