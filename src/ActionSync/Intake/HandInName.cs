using System.Text.Unicode;
using ActionSync.Documents;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>What a document that comes from no file is called in the drop folder.</summary>
internal sealed class HandInName(DocumentNames names, DocumentFormats formats, DocumentReader reader)
{
    private const string Nameless = "document";

    /// <summary>
    /// The name as far as it is harmless, with the ending of what the text holds where it has none of a document's. Null where the text is of no kind that is
    /// read, or <c>Intake:Include</c> takes no such name.
    /// </summary>
    /// <param name="given">As its sender calls it, with folders of whatever system; null for nothing.</param>
    /// <param name="bytes">The whole text.</param>
    public string? Of(string? given, ReadOnlyMemory<byte> bytes)
    {
        var own = LastPart(given ?? "");
        var ending = formats.Endings.Where(known => own.EndsWith(known, StringComparison.OrdinalIgnoreCase)).MaxBy(known => known.Length);
        if (ending is not null && Safe(own[..^ending.Length]) + ending is var kept && names.IsDocument(kept))
            return kept;
        if (!IsText(bytes) || reader.FormatOf(own, bytes) is not { } format)
            return null;
        // An ending that says nothing of a format stays in the name: it may tell two documents apart.
        return format.Endings.Select(known => Safe(own) + known).FirstOrDefault(names.IsDocument);
    }

    private static string LastPart(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Safe(string stem) => FileName.Of(stem) is var safe && safe.StartsWith('~') ? Nameless + safe : safe;

    /// <summary>UTF-8 without what no text has; a document with a document's name is told what is wrong with it otherwise.</summary>
    private static bool IsText(ReadOnlyMemory<byte> bytes) => Utf8.IsValid(bytes.Span) && bytes.Span.IndexOf((byte)0) < 0;
}
