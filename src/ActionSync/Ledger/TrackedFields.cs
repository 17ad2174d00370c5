using System.Text.Json.Serialization;
using ActionSync.Items;

namespace ActionSync.Ledger;

/// <summary>
/// One field's memory, in canonical words; the names in JSON are those that ledgers have always held. <see cref="Desired"/>: what the document asks.
/// <see cref="Settled"/>: the ask that was last written or given up. <see cref="LastWritten"/>: what we last wrote. <see cref="ReadBack"/>: what the tracker
/// showed right after that. <see cref="Current"/>: what it shows now. <see cref="InFlight"/>: a write that was about to be sent and of which nothing was heard,
/// so that it is not taken for people's. <see cref="Abandoned"/>: what an earlier create asked that was given up, and may arrive all the same.
/// <see cref="Unseen"/>: the issue is there and never showed this field in a way that can be read; what we asked counts until it does.
/// </summary>
internal sealed record TrackedField(
    [property: JsonPropertyName("asked")] string? Desired = null,
    string? Settled = null,
    [property: JsonPropertyName("wrote")] string? LastWritten = null,
    [property: JsonPropertyName("echo")] string? ReadBack = null,
    [property: JsonPropertyName("shown")] string? Current = null,
    [property: JsonPropertyName("sending")] SentAsk? InFlight = null,
    [property: JsonPropertyName("given_up")] SentAsk? Abandoned = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Unseen = false)
{
    /// <summary>The document asks for something that we neither wrote nor gave up, or a write may have arrived in part.</summary>
    [JsonIgnore]
    public bool IsUnsettled => Desired != Settled || InFlight is not null;

    /// <summary>Somebody changed it in the tracker: it differs from what the tracker showed right after our write, never from the document.</summary>
    [JsonIgnore]
    public bool ChangedByPeople => Current != ReadBack;

    /// <summary>What counts: people's word where they changed it, else our own, since a tracker's mapping loses detail.</summary>
    [JsonIgnore]
    public string? Effective => ChangedByPeople ? Current : LastWritten;

    /// <summary>The same with one copy of what is mostly one word in five places: items are held by the thousand.</summary>
    public TrackedField Shared()
    {
        return this with { Settled = One(Settled), LastWritten = One(LastWritten), ReadBack = One(ReadBack), Current = One(Current) };

        string? One(string? word) => word == Desired ? Desired : word;
    }

    /// <summary>Document, our last write and tracker all say the same.</summary>
    public static TrackedField Same(string? word) => new(word, word, word, word, word);

    /// <summary>The ask is done with, one way or the other.</summary>
    public TrackedField Settle() => this with { Settled = Desired, InFlight = null };

    /// <summary>This ask is about to be sent.</summary>
    public TrackedField MarkSending(string? asked) => this with { InFlight = new SentAsk(asked) };

    /// <summary>What was promised was refused, or is not needed any more.</summary>
    public TrackedField Unsent() => this with { InFlight = null };

    /// <summary>Nothing was seen of what was promised for so long that it is taken for lost.</summary>
    public TrackedField Abandon() => this with { Abandoned = InFlight ?? Abandoned, InFlight = null };

    /// <summary>We have just written an ask; this is what the tracker made of it.</summary>
    public TrackedField Written(string? asked, string? shown) =>
        this with { Settled = asked, LastWritten = asked, ReadBack = shown, Current = shown, InFlight = null, Abandoned = null, Unseen = false };

    /// <summary>The issue has this ask, as far as anybody can tell: what the tracker made of it cannot be read, and is compared at first sight.</summary>
    public TrackedField NotShown(string? asked) =>
        this with { Settled = asked, LastWritten = asked, ReadBack = null, Current = null, InFlight = null, Abandoned = null, Unseen = true };

    /// <summary>The tracker shows this now. Where that is what we wrote, nobody changed it, whatever was shown right after the write.</summary>
    public TrackedField Seen(string? shown) => this with { Current = shown, ReadBack = shown is not null && shown == LastWritten ? shown : ReadBack };

    /// <summary>
    /// A create of which nothing was heard has arrived. Where what is shown cannot be what the tracker made of it, people have changed it since, and theirs
    /// stands.
    /// </summary>
    public TrackedField Arrived(string? sent, string? shown, bool isOurs) =>
        this with { Settled = sent, LastWritten = sent, ReadBack = isOurs ? shown : sent, Current = shown, InFlight = null, Abandoned = null, Unseen = false };

    /// <summary>
    /// A write of which nothing was heard shows. Trackers keep one value in several places, so that it is written again until it is answered, unless
    /// people have changed it since: then it is given up, but by the next update, which looks twice, and not for one answer.
    /// </summary>
    public TrackedField PerhapsArrived(string? sent, string? shown, bool isOurs) =>
        isOurs ? this with { LastWritten = sent, ReadBack = shown, Current = shown } : this with { Current = shown };

    /// <summary>The issue is one that we made ourselves and lost sight of; what the document has asked for since is still to be written.</summary>
    public TrackedField Recovered(string? shown, string? meant) =>
        this with { Settled = meant, LastWritten = meant, ReadBack = shown, Current = shown, InFlight = null, Abandoned = null, Unseen = false };

    /// <summary>The issue was there before this memory of it; <paramref name="meant"/> is what its showing stands for.</summary>
    public TrackedField Adopted(string? shown, string? meant) =>
        this with { Settled = Desired, LastWritten = meant, ReadBack = shown, Current = shown, InFlight = null, Abandoned = null, Unseen = false };
}

/// <summary>A value on its way to a tracker; null clears the field.</summary>
internal sealed record SentAsk(string? Value);

/// <summary>The five fields that documents and people both write.</summary>
internal sealed record TrackedFields
{
    public TrackedField Title { get; init; } = new();
    public TrackedField Owner { get; init; } = new();
    public TrackedField Priority { get; init; } = new();
    public TrackedField Deadline { get; init; } = new();
    public TrackedField State { get; init; } = new();

    /// <summary>The issue was not made for this item: its document named it. It is followed, and nothing is written to it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AreFollowed { get; init; }

    /// <summary>The key of the item that follows the issue, where several items have it and this is another one; null for the one that follows.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>The issue that the latest document names, as it writes the address.</summary>
    public string? NamedUrl { get; init; }

    /// <summary>The address that the issue had before it moved to another server, since documents go on naming it; null where it never moved.</summary>
    public string? FormerUrl { get; init; }

    /// <summary>When the issue was made, as the tracker says; null where it was not seen since this is kept.</summary>
    public DateTimeOffset? IssueCreatedAt { get; init; }

    /// <summary>What else the latest document says of the item; null for nothing.</summary>
    public ItemExtras? Extras { get; init; }

    /// <summary>The tracker showed that the owner's account there is deactivated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OwnerHasLeft { get; init; }

    /// <summary>When the owner was last asked for, <c>People</c> gave no account in the tracker, so that nobody was assigned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OwnerLacksAccount { get; init; }

    public TrackedField this[ItemField field] => field switch
    {
        ItemField.Title => Title,
        ItemField.Owner => Owner,
        ItemField.Priority => Priority,
        ItemField.Deadline => Deadline,
        _ => State,
    };

    /// <summary>Throws where one of the fields was not kept.</summary>
    public TrackedFields Require() =>
        Enum.GetValues<ItemField>().All(field => this[field] is not null) ? this : throw new FormatException("one of the five fields is missing.");

    /// <summary>Each field with one copy of each of its words.</summary>
    public TrackedFields Shared() =>
        this with { Title = Title.Shared(), Owner = Owner.Shared(), Priority = Priority.Shared(), Deadline = Deadline.Shared(), State = State.Shared() };

    /// <summary>All that is asked now is about to be sent.</summary>
    public TrackedFields MarkSending() =>
        Enum.GetValues<ItemField>().Aggregate(this, (fields, field) => fields.With(field, fields[field].MarkSending(fields[field].Desired)));

    /// <summary>Nothing was seen of all that was promised.</summary>
    public TrackedFields Abandon() => Enum.GetValues<ItemField>().Aggregate(this, (fields, field) => fields.With(field, fields[field].Abandon()));

    /// <summary>Nothing of an issue is remembered: only what the document asks.</summary>
    public TrackedFields Forgotten() => Enum.GetValues<ItemField>()
        .Aggregate(new TrackedFields { NamedUrl = NamedUrl, Extras = Extras }, (fields, field) =>
            fields.With(field, new TrackedField(Desired: this[field].Desired)));

    /// <summary>Nothing is under way any more.</summary>
    public TrackedFields Unpromised() => Enum.GetValues<ItemField>().Aggregate(this, (fields, field) => fields.With(field, fields[field].Unsent()));

    public TrackedFields With(ItemField field, TrackedField value) => field switch
    {
        ItemField.Title => this with { Title = value },
        ItemField.Owner => this with { Owner = value },
        ItemField.Priority => this with { Priority = value },
        ItemField.Deadline => this with { Deadline = value },
        _ => this with { State = value },
    };
}
