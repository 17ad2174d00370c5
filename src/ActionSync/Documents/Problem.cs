namespace ActionSync.Documents;

/// <summary>One thing that is wrong in a document. Line and column count from 1; column counts characters.</summary>
/// <param name="Path">Which part of the document, as in <c>action_items[2].deadline</c>.</param>
/// <param name="Wrong">What is wrong, as a sentence part.</param>
/// <param name="Right">What would be right.</param>
public sealed record Problem(int Line, int Column, string Path, string Wrong, string Right)
{
    /// <summary>What <see cref="Why"/> says of most mistakes.</summary>
    public const string Invalid = "invalid";

    /// <summary>A date that could be either of two.</summary>
    public const string AmbiguousDate = "ambiguous-date";

    /// <summary>What kind of mistake it is, for machines: one of the constants here.</summary>
    public string Why { get; init; } = Invalid;

    /// <summary>The text that is wrong, where one stretch of it is; else null.</summary>
    public string? Text { get; init; }

    /// <summary>What was probably meant, as in <c>High, P2</c>; null where nothing is near.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The title of the item that it is about; null where that is not known.</summary>
    public string? Item { get; init; }

    /// <summary>The path of the document as a whole.</summary>
    public const string Root = "$";

    /// <summary>The file itself cannot be read, so that no line of it is wrong.</summary>
    public static Problem OfFile(string why) => new(0, 0, "", why, "");

    /// <summary>Of the file itself; <see cref="Wrong"/> is the whole sentence.</summary>
    public bool IsOfFile => Line == 0;

    /// <summary>What is wrong, and what was meant or would be right.</summary>
    public string Sentence => Suggestion is not null ? $"{Wrong} (did you mean {Suggestion}?)" : Right.Length == 0 ? Wrong : $"{Wrong}; right would be {Right}";

    /// <summary>The same behind the part of the document: that says which of several values is meant.</summary>
    public string PlacedSentence => Path.Length > 0 && Path != Root ? $"{Path}: {Sentence}" : Sentence;
}
