using System.Text.Json.Serialization;

namespace ActionSync.Items;

/// <summary>Something about a document that depends on the configuration or on taste. It never keeps a document out.</summary>
/// <param name="Line">Where it stands, from 1; 0 where that is not known.</param>
/// <param name="Why">One word for programs.</param>
/// <param name="Text">A sentence for people, behind the part of the document that it is about.</param>
public sealed record Advice(int Line, string Why, string Text)
{
    /// <summary>The character in the line, from 1; null where only the line is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Column { get; init; }

    /// <summary>Which part of the document, as in <c>action_items[2].owner</c>; null where the format has no such names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    /// <summary>The title of the item; null where it is about none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Item { get; init; }

    /// <summary>How soon it is to be read, from 0: what was surely meant otherwise before what only depends on the configuration.</summary>
    [JsonIgnore]
    public int Rank => Why switch
    {
        UnreadKey => 0,
        UnknownSeverity => 1,
        UnknownOwner or Unassignable => 2,
        DefaultDeadline or DefaultPriority => 4,
        _ => 3,
    };

    /// <summary>No route leads the item anywhere.</summary>
    public const string NoRoute = "no-route";

    /// <summary>Its route leads to no tracker on purpose.</summary>
    public const string Ignored = "ignored";

    /// <summary>Its owner is nobody who is known, or left.</summary>
    public const string UnknownOwner = "unknown-owner";

    /// <summary>Its tracker knows people by an account, and <c>People</c> gives none for its owner.</summary>
    public const string Unassignable = "unassignable-owner";

    /// <summary>Its ticket is of no configured tracker, or nobody knows of which.</summary>
    public const string KeptLink = "kept-link";

    /// <summary>Another item has the same issue.</summary>
    public const string SharedIssue = "shared-issue";

    /// <summary>The text is no incident's document.</summary>
    public const string NoIncident = "no-incident";

    /// <summary>A key that is not read is close to one that is.</summary>
    public const string UnreadKey = "unread-key";

    /// <summary>The incident's severity is a word that nobody knows.</summary>
    public const string UnknownSeverity = "unknown-severity";

    /// <summary>The document gives no deadline, and the configuration does.</summary>
    public const string DefaultDeadline = "default-deadline";

    /// <summary>The document gives no priority.</summary>
    public const string DefaultPriority = "default-priority";
}
