using System.Text.Json.Serialization;
using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>What the ledger keeps as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrackedFields))]
[JsonSerializable(typeof(IncidentBrief))]
[JsonSerializable(typeof(FoundIssue))]
[JsonSerializable(typeof(IReadOnlyList<ReadingProblem>))]
internal sealed partial class LedgerJson : JsonSerializerContext;

/// <summary>An issue with our marker that no item claims yet.</summary>
internal sealed record FoundIssue(IssueRef Ref, string Marker, string? Key, string Title);
