namespace ActionSync.Documents.Json;

/// <summary>The characters of a file, and whether they look like JSON at all.</summary>
internal readonly record struct DocumentText(ReadOnlyMemory<byte> Bytes, bool IsEmpty, bool StartsLikeADocument)
{
    private const string Document = "a JSON object { … }, or an array [ … ] of them";

    public static DocumentText Of(ReadOnlyMemory<byte> file, ProblemList problems)
    {
        if (Utf8Text.Of(file, problems) is not { } text)
            return new DocumentText(default, IsEmpty: false, StartsLikeADocument: false);
        var first = text.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0)
            problems.Add(0, Problem.Root, "the file is empty", Document);
        // A slash may begin a comment, which the reader explains.
        else if (text.Span[first] is not ((byte)'{' or (byte)'[' or (byte)'/'))
            problems.Add(first, Problem.Root, $"{Quoted.CharacterAt(text.Span, first)} does not begin an incident document", Document);
        else
            return new DocumentText(text, IsEmpty: false, StartsLikeADocument: true);
        return new DocumentText(text, IsEmpty: first < 0, StartsLikeADocument: false);
    }
}
