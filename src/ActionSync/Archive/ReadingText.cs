using System.Security.Cryptography;
using System.Text.Json;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Items;

namespace ActionSync.Archive;

/// <summary>
/// What was read from a document, as a text: so that a ledger is made again from what was understood when the document was taken in, whatever later versions
/// would understand. Pure.
/// </summary>
internal static class ReadingText
{
    /// <param name="document">What was taken in.</param>
    /// <param name="keys">The key of each of its items.</param>
    public static byte[] Of(IncidentDocument document, IReadOnlyList<string?> keys)
    {
        var incident = document.Incident;
        var impact = incident.Impact.DistinctBy(fact => fact.Name).ToList();
        var customer = incident.Impact.Except(impact).DistinctBy(fact => fact.Name).ToList();
        return JsonSerializer.SerializeToUtf8Bytes(new ReadingShape(
            new ReadingIncident(
                incident.Id, incident.Title, incident.Severity, incident.Status, incident.Service, AnyOf(incident.AffectedServices), incident.Commander,
                incident.DeclaredAt, incident.ResolvedAt, incident.Url, incident.Path,
                document.Written is { Id: null, Title: null, Severity: null, Date: null } ? null
                    : new ReadingWritten(document.Written.Id, document.Written.Title, document.Written.Severity, document.Written.Date)),
            Facts(impact),
            (incident.RootCause, incident.PermanentFix, customer.Count) is (null, null, 0) ? null
                : new ReadingResolution(incident.RootCause, incident.PermanentFix, Facts(customer)),
            incident.EscalationManager is { } manager ? new ReadingContext(new ReadingOnCall(manager)) : null,
            document.WithdrawsNothing ? null : [.. document.ActionItems!.Select((item, n) => ItemOf(item, n < keys.Count ? keys[n] : null))],
            AnyOf(incident.Participants.Select(person => new ReadingPerson(person.Name, person.Role, person.Email)).ToList()),
            new ReadingSource(document.Fingerprint, HashOf(document.Source.Span))),
            ReadableJson.Readings.ReadingShape);
    }

    /// <summary>What a reading tells.</summary>
    /// <exception cref="JsonException">It is no reading.</exception>
    /// <exception cref="FormatException">A word in it is none.</exception>
    public static ArchivedReading Read(ReadOnlySpan<byte> text)
    {
        var reading = JsonSerializer.Deserialize(text, ReadableJson.Readings.ReadingShape) is { Incident: { Id.Length: > 0, Title: not null } } whole ? whole
            : throw new JsonException("it has no incident with id and title.");
        var (incident, items) = (reading.Incident, reading.ActionItems);
        return new ArchivedReading(new IncidentDocument
        {
            Incident = new IncidentBrief
            {
                Id = incident.Id,
                Title = incident.Title,
                Severity = incident.Severity,
                Status = incident.Status,
                Service = incident.Service,
                AffectedServices = incident.AffectedServices ?? [],
                Commander = incident.Commander,
                EscalationManager = reading.Context?.OnCall.EscalationManager,
                DeclaredAt = incident.DeclaredAt,
                ResolvedAt = incident.ResolvedAt,
                RootCause = reading.Resolution?.RootCause,
                PermanentFix = reading.Resolution?.PermanentFix,
                Impact = [.. Facts(reading.Impact), .. Facts(reading.Resolution?.CustomerImpact)],
                Participants = [.. (reading.Participants ?? []).Select(person => new Participant(person.Name, person.Role, person.Email))],
                Url = incident.Url,
                Path = incident.Path,
            },
            Written = incident.Written is { } written
                ? new WrittenIncident(written.Id, written.Title, written.Severity, written.Date)
                : new WrittenIncident(null, null, null, null),
            ActionItems = items is null ? null : [.. items.Select(ItemOf)],
            Source = default,
            Ending = JsonFormat.Ending,
        }, [.. (items ?? []).Select(item => item.Key)], reading.Source);
    }

    public static string HashOf(ReadOnlySpan<byte> source) => Convert.ToHexStringLower(SHA256.HashData(source));

    private static ReadingItem ItemOf(ActionItem item, string? key) => new(
        key, item.Id, item.Title, item.Owner, AnyOf(item.Owners), item.Priority?.ToString(), item.Deadline?.ToWord(), item.WrittenDeadline, item.Type,
        item.Status?.ToWord(), item.Url, item.Ticket, AnyOf(item.Details));

    private static ActionItem ItemOf(ReadingItem item) => new()
    {
        Title = item.Title ?? throw new FormatException("an item has no title."),
        Id = item.Id,
        Owner = item.Owner,
        Owners = item.Owners ?? [],
        Priority = item.Priority is null ? null : Priorities.ParseOrNull(item.Priority) ?? throw new FormatException($"\"{item.Priority}\" is no priority."),
        Deadline = item.Deadline is null ? null : Deadline.ParseOrNull(item.Deadline) ?? throw new FormatException($"\"{item.Deadline}\" is no deadline."),
        WrittenDeadline = item.WrittenDeadline,
        Type = item.Type,
        Status = item.Status is null ? null : ItemStates.FromWord(item.Status),
        Url = item.Url,
        Ticket = item.Ticket,
        Details = item.Details ?? [],
    };

    private static IReadOnlyList<T>? AnyOf<T>(IReadOnlyList<T> list) => list.Count > 0 ? list : null;

    private static Dictionary<string, string>? Facts(IReadOnlyList<Fact> facts) =>
        facts.Count > 0 ? facts.ToDictionary(fact => fact.Name, fact => fact.Value) : null;

    private static IEnumerable<Fact> Facts(Dictionary<string, string>? facts) => (facts ?? []).Select(fact => new Fact(fact.Key, fact.Value));
}

/// <summary>A document as it was read when it was taken in.</summary>
/// <param name="Keys">The key of each of its items.</param>
internal sealed record ArchivedReading(IncidentDocument Document, IReadOnlyList<string?> Keys, ReadingSource? Source)
{
    /// <summary>By which the ledger knows the document; of bytes that are not those that were read, one that it does not know.</summary>
    public string FingerprintOf(ReadOnlySpan<byte> bytes) =>
        ReadingText.HashOf(bytes) is var hash && Source is { } source && source.Sha256 == hash ? source.Fingerprint : hash;
}
