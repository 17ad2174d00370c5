using ActionSync.Documents.Annotation;
using ActionSync.Documents.Values;

namespace ActionSync.Documents;

/// <summary>A format of incident documents, and all that the rest of the program needs to know of it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Endings">How the names of its files end, with the dot and in small letters; the usual one first.</param>
/// <param name="Read">Finds the incidents of a file, or everything that is wrong with it. Pure, and never an exception.</param>
public sealed record DocumentFormat(string Name, IReadOnlyList<string> Endings, Func<DocumentFile, ParsedFile> Read)
{
    /// <summary>What <c>check --format json</c> calls it.</summary>
    public string Word { get; init; } = Name.ToLowerInvariant();

    /// <summary>
    /// Whether a file's content is of this format beyond doubt, whatever its name; a look at its beginning, which costs little. Null where only the name tells.
    /// </summary>
    public Func<DocumentFile, bool>? Holds { get; init; }

    /// <summary>
    /// Where the items of a file that was read without problems keep their tickets and states, incident by incident and in the order of the items. Null where
    /// nothing is ever written into a document: it belongs to the tool that exports it.
    /// </summary>
    internal Func<DocumentFile, IReadOnlyList<IReadOnlyList<ItemPlace?>>>? Places { get; init; }
}

/// <summary>A file that is to be read, and what its text leaves open.</summary>
/// <param name="Name">The file's name, without folders.</param>
public sealed record DocumentFile(string Name, ReadOnlyMemory<byte> Bytes, ReadingRules Rules)
{
    /// <summary>
    /// Where the file lies, relative to the drop folder and with <c>/</c> between folders; elsewhere its name alone. It is the identity of an incident
    /// that has no id. Null for a text without a name.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>How a text without a name is given one, as <c>--name</c>; empty where nobody can.</summary>
    public string NameOption { get; init; } = "";

    public TimeZoneInfo Zone => Rules.Zone;
}
