using System.Text.Json.Serialization;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Delivery;

/// <summary>Where one digest stands.</summary>
internal enum ReminderState
{
    /// <summary>Promised, and nothing sent yet.</summary>
    Planned,

    /// <summary>A channel was about to be, or was, asked to send it: after a crash nobody knows.</summary>
    Sending,
    Sent,

    /// <summary>No channel took it for now; tried again with growing gaps until the day ends.</summary>
    Failed,

    /// <summary>The answer was lost. Tried again only where a repeat does no harm.</summary>
    Unknown,

    /// <summary>Every channel says that there is no such person: others are asked in their place.</summary>
    Unreachable,

    /// <summary>Nothing of it was to be said: all its items were settled before it went out, or its channel said it before.</summary>
    Dropped,

    /// <summary>A later day came first.</summary>
    Replaced,
}

/// <summary>The committed promise of one digest: who, when, which items. The words are made afresh when it is sent.</summary>
internal sealed record PlannedReminder
{
    public required string Person { get; init; }
    public required DateOnly Day { get; init; }
    public required int Sequence { get; init; }
    public required ReminderState State { get; init; }
    public required IReadOnlyList<PlannedEntry> Entries { get; init; }
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>The channel that was last asked.</summary>
    public string? Channel { get; init; }

    /// <summary>Channels that must not be asked again for this digest: they said no for good, or perhaps delivered it.</summary>
    public IReadOnlyList<string> Tried { get; init; } = [];
    public int Attempts { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
    public string? ClaimedBy { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    public string? Remark { get; init; }

    /// <summary>As it counts for what may be sent beside it.</summary>
    public UsedDigest ToUsed() => new(Person, Day, Sequence, State == ReminderState.Dropped, [.. Entries.Select(e => e.Key)]);

    public static PlannedReminder Of(Digest digest) => new()
    {
        Person = digest.To.Address,
        Day = digest.Day,
        Sequence = digest.Sequence,
        State = ReminderState.Planned,
        PlannedAt = digest.PlannedAt,
        Entries = [.. digest.Entries.Select(PlannedEntry.Of)],
    };
}

/// <summary>One item of a planned digest, with what must still be true when it is sent.</summary>
/// <param name="ToldBefore">The person was told of it already, of the same kind and under this deadline.</param>
/// <param name="LastResort">See <see cref="DigestEntry.IsLastResort"/>.</param>
internal sealed record PlannedEntry(
    string Key, ReminderKind Kind, string Deadline, string? Owner, IReadOnlyList<string> AlsoAsked, string Role, bool ToldBefore = false,
    bool LastResort = false)
{
    public static PlannedEntry Of(DigestEntry entry) => new(
        entry.Item.Key, entry.Kind, entry.Item.Deadline!.Value.ToWord(), entry.Item.Owner, entry.AlsoAsked, entry.Role, !entry.IsNew, entry.IsLastResort);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<PlannedEntry>))]
internal sealed partial class ReminderJson : JsonSerializerContext;
