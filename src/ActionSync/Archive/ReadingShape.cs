using System.Text.Json.Serialization;

namespace ActionSync.Archive;

/// <summary>A reading as its file holds it: the reference shape of documents, and beside it what other formats say and the key of each item.</summary>
internal sealed record ReadingShape(
    ReadingIncident Incident, Dictionary<string, string>? Impact, ReadingResolution? Resolution, ReadingContext? Context,
    IReadOnlyList<ReadingItem>? ActionItems, IReadOnlyList<ReadingPerson>? Participants, ReadingSource? Source);

/// <summary>Which document was read.</summary>
/// <param name="Fingerprint">By which the ledger knows it.</param>
/// <param name="Sha256">Of the bytes that lie beside the reading.</param>
internal sealed record ReadingSource(string Fingerprint, string Sha256);

internal sealed record ReadingIncident(
    string Id, string Title, string? Severity, string? Status, string? Service, IReadOnlyList<string>? AffectedServices, string? Commander,
    DateTimeOffset? DeclaredAt, DateTimeOffset? ResolvedAt, string? Url, string? Path, ReadingWritten? Written);

/// <summary>What the document itself says, word for word.</summary>
internal sealed record ReadingWritten(string? Id, string? Title, string? Severity, string? Date);

internal sealed record ReadingResolution(string? RootCause, string? PermanentFix, Dictionary<string, string>? CustomerImpact);

internal sealed record ReadingContext(ReadingOnCall OnCall);

internal sealed record ReadingOnCall(string EscalationManager);

internal sealed record ReadingPerson(string Name, string? Role, string? Email);

internal sealed record ReadingItem(
    string? Key, string? Id, string Title, string? Owner, IReadOnlyList<string>? Owners, string? Priority, string? Deadline, string? WrittenDeadline,
    string? Type, string? Status, string? Url, string? Ticket, IReadOnlyList<string>? Details);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ReadingShape))]
internal sealed partial class ReadingJson : JsonSerializerContext;
