using ActionSync.Items;

namespace ActionSync.Trackers;

/// <summary>All that a tracker needs to make an issue that stands on its own.</summary>
public sealed record IssueDraft
{
    /// <summary>The item's key, <c>incident/slug</c>, where only machines read it.</summary>
    public required string Key { get; init; }

    /// <summary>What people call the item, as <c>INC-9/3</c>; every command takes it.</summary>
    public required string ShortName { get; init; }
    public required string Marker { get; init; }
    public required string Title { get; init; }

    /// <summary>An address where the owner is known by one, else a name; null where nobody owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>All owners where the document names several, the first of them first; empty otherwise.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];
    public required Priority Priority { get; init; }
    public Deadline? Deadline { get; init; }
    public string? Type { get; init; }

    /// <summary>What else the document says of the item, a paragraph or a list entry each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Tickets elsewhere that the document names: addresses and keys.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The fields of which the document says nothing, so that a default stands there.</summary>
    public IReadOnlyList<ItemField> Defaults { get; init; } = [];

    /// <summary>Open or InProgress: closed items are not created.</summary>
    public ItemState State { get; init; } = ItemState.Open;

    /// <summary>The item's place in its document, from 1.</summary>
    public required int Position { get; init; }
    public required IncidentBrief Incident { get; init; }
}

/// <summary>What to write; null leaves a field alone. Owner and deadline can also be cleared, so they are wrapped.</summary>
public sealed record IssuePatch
{
    public string? Title { get; init; }
    public Change<string>? Owner { get; init; }
    public Priority? Priority { get; init; }
    public Change<Deadline?>? Deadline { get; init; }

    /// <summary>Done, WontDo or Duplicate: we close, and never reopen. Others only where <see cref="IsByPerson"/>.</summary>
    public ItemState? State { get; init; }

    /// <summary>A person asks for just this, on a page: what they say of a closed issue counts too.</summary>
    public bool IsByPerson { get; init; }

    /// <summary>With <see cref="State"/> Duplicate: the issue that stays.</summary>
    public IssueRef? DuplicateOf { get; init; }

    /// <summary>Sets or takes off the flag (label) of an item that its document no longer names.</summary>
    public bool? Withdrawn { get; init; }

    public bool IsEmpty => this == new IssuePatch();
}

/// <summary>A new value, null for "none".</summary>
public sealed record Change<T>(T? To);

/// <summary>A comment for people.</summary>
/// <param name="Token">Makes the note findable, so that a lost answer does not write it twice.</param>
/// <param name="MentionOwner">Address the assignee, so that the tracker notifies them.</param>
public sealed record IssueNote(string Token, string Text, bool MentionOwner = false);
