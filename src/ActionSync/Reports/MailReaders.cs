using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reports;

/// <summary>Whom reports go to, and who of them is left in peace: as for reminders, whoever has left, is muted or has no channel gets nothing.</summary>
internal sealed class MailReaders(PeopleDirectory people, Mutes mutes)
{
    private readonly Recipients _recipients = new(people);

    /// <summary>What holds on a day in the reminding time zone.</summary>
    public async Task<ReadersOfDay> OnAsync(DateOnly day, CancellationToken cancellationToken) =>
        new(_recipients, new Silence(await mutes.InForceAsync(day, cancellationToken), day));
}

/// <summary>Tells who of the people that are named gets mail on one day.</summary>
internal sealed class ReadersOfDay(Recipients recipients, Silence silence)
{
    /// <summary>Each address once, in the order of the names.</summary>
    public IReadOnlyList<ReportReader> Of(IEnumerable<string> names) =>
    [
        .. names.Select(name => recipients.Find(name, [])).OfType<Recipient>().DistinctBy(reader => reader.Address)
            .Select(reader => new ReportReader(reader.Address, reader.HasLeft ? "has left" : silence.Of(reader))),
    ];
}

/// <param name="Person">The address, in lower case.</param>
/// <param name="Silent">Why nothing is sent to them, as the rest of a sentence; null where they are written to.</param>
internal sealed record ReportReader(string Person, string? Silent);
