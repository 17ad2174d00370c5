using ActionSync.Items;

namespace ActionSync.Documents;

/// <summary>One incident as its document tells it; everything is checked, nothing is decided.</summary>
public sealed record IncidentDocument
{
    public required IncidentBrief Incident { get; init; }

    /// <summary>The items in the document's order; null where the document has no <c>action_items</c> at all, which withdraws nothing.</summary>
    public required IReadOnlyList<ActionItem>? ActionItems { get; init; }

    /// <summary>The bytes of this incident's own part of the file, as they stood there: a whole document of the same format.</summary>
    public required ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>How a file that holds <see cref="Source"/> is named at its end, with the dot, so that it is read in the same format again.</summary>
    public required string Ending { get; init; }
}

/// <summary>An action item as the document words it; null means that the document does not say.</summary>
public sealed record ActionItem
{
    public required string Title { get; init; }

    /// <summary>The item's own id, where the document gives one.</summary>
    public string? Id { get; init; }

    /// <summary>An address or a name.</summary>
    public string? Owner { get; init; }
    public Priority? Priority { get; init; }
    public Deadline? Deadline { get; init; }
    public string? Type { get; init; }

    /// <summary>One of open, in_progress, done, wont_do.</summary>
    public ItemState? Status { get; init; }

    /// <summary>An issue that exists already.</summary>
    public string? Url { get; init; }
}

/// <summary>One thing that is wrong in a document. Line and column count from 1; column counts characters.</summary>
/// <param name="Path">Which part of the document, as in <c>action_items[2].deadline</c>.</param>
/// <param name="Wrong">What is wrong, as a sentence part.</param>
/// <param name="Right">What would be right.</param>
public sealed record Problem(int Line, int Column, string Path, string Wrong, string Right)
{
    /// <summary>The path of the document as a whole.</summary>
    public const string Root = "$";

    /// <summary>The file itself cannot be read, so that no line of it is wrong.</summary>
    public static Problem OfFile(string why) => new(0, 0, "", why, "");

    /// <summary>Of the file itself; <see cref="Wrong"/> is the whole sentence.</summary>
    public bool IsOfFile => Line == 0;
}

/// <summary>What a file holds: its incidents, or the problems that keep it out. A document with any problem is rejected whole.</summary>
/// <param name="EndsTooEarly">The text stops inside a value: perhaps it is still being written.</param>
public sealed record ParsedFile(IReadOnlyList<IncidentDocument> Incidents, IReadOnlyList<Problem> Problems, bool EndsTooEarly);
