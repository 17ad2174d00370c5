using ActionSync.People;
using ActionSync.Text;

namespace ActionSync.Reminders.Policy;

/// <summary>
/// Which items the messages of a few people follow from: those whose owner they are, stand in for or hear of, by the configuration and by who is told nothing
/// now. It may be a few too many; <see cref="ReminderPolicy"/> decides. Addresses are in capitals, as the item index has them. Pure.
/// </summary>
internal sealed record ReminderScope
{
    /// <summary>Whose own items these are: they come before those of others.</summary>
    public required IReadOnlyList<string> Own { get; init; }

    /// <summary>All whose messages are asked about.</summary>
    public required IReadOnlyList<string> Readers { get; init; }

    /// <summary>The same in lower case, as messages have them.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Owners whose backup or manager one of the readers is.</summary>
    public required IReadOnlyList<string> Reports { get; init; }

    /// <summary>Owners whose manager is told what is escalated, and nobody in the manager's place.</summary>
    public required IReadOnlyList<string> Managed { get; init; }

    /// <summary>To whom nothing is sent now, be it only what is less urgent.</summary>
    public required IReadOnlyList<string> Absent { get; init; }

    /// <summary>One of the readers is told of what nobody else can be told of.</summary>
    public required bool HasOrphans { get; init; }

    /// <param name="own">Whose items are looked at in any case: an address, an owner's own text where there is none, or empty for nobody's.</param>
    /// <param name="readers">Addresses.</param>
    /// <param name="options">Who is told of orphans.</param>
    /// <param name="people">Who stands in for whom.</param>
    /// <param name="silent">Addresses that are muted or cannot be reached.</param>
    public static ReminderScope Of(
        IEnumerable<string> own, IEnumerable<string> readers, RemindingOptions options, PeopleDirectory people, IEnumerable<string> silent)
    {
        var addresses = readers.ToList();
        var read = addresses.Select(Folded.Of).ToHashSet();
        var absent = people.All.Where(person => person.Left || person.HasNoChannel).Select(person => Folded.Of(person.Address)).Concat(silent.Select(Folded.Of))
            .ToHashSet();
        return new()
        {
            Own = [.. own.Select(Folded.Of)],
            Readers = [.. read],
            Addresses = [.. addresses.Select(address => address.ToLowerInvariant())],
            Reports = [.. people.All.Where(person => Reads(person.Backup) || Reads(person.Manager)).Select(person => Folded.Of(person.Address))],
            Managed = [.. people.All.Where(person => KeyOf(person.Manager) is { } boss && !absent.Contains(boss)).Select(person => Folded.Of(person.Address))],
            Absent = [.. absent],
            HasOrphans = Reads(options.Orphans),
        };

        string? KeyOf(string? text) => people.AddressOf(text) is { } address ? Folded.Of(address) : null;
        bool Reads(string? text) => KeyOf(text) is { } key && read.Contains(key);
    }
}
