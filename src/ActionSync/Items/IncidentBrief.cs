namespace ActionSync.Items;

/// <summary>What a reader of one issue needs to know of its incident; kept in the ledger with the incident's latest revision.</summary>
public sealed record IncidentBrief
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Severity { get; init; }
    public string? Status { get; init; }
    public string? Service { get; init; }
    public IReadOnlyList<string> AffectedServices { get; init; } = [];

    /// <summary>Who led the response: a name or an address.</summary>
    public string? Commander { get; init; }

    /// <summary>The address that overdue reminders are escalated to where the owner has no manager.</summary>
    public string? EscalationManager { get; init; }
    public DateTimeOffset? DeclaredAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public string? RootCause { get; init; }
    public string? PermanentFix { get; init; }

    /// <summary>The document's impact facts in its order, as "Affected users" -> "12500".</summary>
    public IReadOnlyList<Fact> Impact { get; init; } = [];

    /// <summary>Who took part, so that owners written as names can be found.</summary>
    public IReadOnlyList<Participant> Participants { get; init; } = [];

    /// <summary>Where the incident itself can be read, if the document says so.</summary>
    public string? Url { get; init; }

    /// <summary>What was advised when its latest document was taken in; null for nothing.</summary>
    public IReadOnlyList<Advice>? Advice { get; init; }

    /// <summary>
    /// The file that the incident is known by, relative to the drop folder and with <c>/</c> between folders; null where its document gives it an id.
    /// </summary>
    public string? Path { get; init; }
}

/// <summary>One named fact of a document, in words for people.</summary>
public sealed record Fact(string Name, string Value);

/// <summary>Somebody who took part in an incident.</summary>
/// <param name="Email">An address, where the document gives one.</param>
public sealed record Participant(string Name, string? Role, string? Email);
