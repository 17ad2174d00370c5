using System.Security.Cryptography;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Documents.Values;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>A file that was read.</summary>
/// <param name="Parsed">Its incidents, or all that is wrong with it.</param>
/// <param name="File">What was opened, and that is what was read.</param>
/// <param name="Hash">Of its content; of a file that is too large to be read, of its size and time.</param>
internal sealed record ReadDocument(ParsedFile Parsed, FileFacts File, string Hash)
{
    /// <summary>What was read; null for a file that is too large.</summary>
    public DocumentFile? Document { get; init; }

    /// <summary>The format that it was read in; null where none is known.</summary>
    public DocumentFormat? Format { get; init; }
}

/// <summary>Reads a file in the format that it holds or its name tells; what is too large is a problem and is not read.</summary>
internal sealed class DocumentReader(
    DocumentFormats formats, DocumentNames names, DropFolder inbox, IntakeOptions options, ReadingRules rules, RejectedAdvice advice)
{
    /// <summary>Reads a file that is known by its path in the drop folder, else by its name.</summary>
    public Task<ReadDocument> ReadAsync(
        string path, LinkRule links, Func<OpenedFile, bool> isAllowed, TimedAccess access, CancellationToken cancellationToken) =>
        ReadAsync(path, inbox.NameOf(path), links, isAllowed, access, cancellationToken);

    /// <param name="path">The file.</param>
    /// <param name="identity">The path by which an incident without an id is known.</param>
    /// <param name="links">Whether a link may lead to it.</param>
    /// <param name="isAllowed">Asked of the file that opened, before it is read.</param>
    /// <param name="access">Ends the reading where the folder does not answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotARegularFileException">It is a pipe, a device, a folder, or a link that is not followed.</exception>
    public async Task<ReadDocument> ReadAsync(
        string path, string identity, LinkRule links, Func<OpenedFile, bool> isAllowed, TimedAccess access, CancellationToken cancellationToken)
    {
        var (facts, bytes) = await access.RunAsync(() =>
        {
            using var file = OpenedFile.ForReading(path, links);
            return isAllowed(file) ? (file.Facts, file.ReadAll(options.MaxFileBytes)) : throw new NotARegularFileException(path, FileKind.Link);
        }, cancellationToken);
        if (bytes is null)
        {
            var problem = new Problem(1, 1, "", $"the file has {Math.Max(facts.Size, options.MaxFileBytes + 1):N0} bytes",
                $"at most {options.MaxFileBytes:N0} (Intake:MaxFileBytes)");
            return new ReadDocument(new ParsedFile([], [problem], EndsTooEarly: false), facts, $"{facts.Size} bytes of {facts.ModifiedAt:O}");
        }
        var file = new DocumentFile(Path.GetFileName(path), bytes, rules) { Path = identity };
        var format = FormatOf(file);
        return new ReadDocument(Read(file, format), facts, Convert.ToHexStringLower(SHA256.HashData(bytes))) { Document = file, Format = format };
    }

    /// <summary>What a text holds, each incident with its id, or the key that its path gives it.</summary>
    public ParsedFile Read(DocumentFile file) => Read(file, FormatOf(file));

    private ParsedFile Read(DocumentFile file, DocumentFormat? format)
    {
        if (format is null)
            return new ParsedFile([], [Problem.OfFile(Unknown)], EndsTooEarly: false);
        var parsed = PathIdentity.Give(format.Read(file), file).From(SourceLines.Of(file.Bytes), file.Rules.Words);
        return parsed.Problems.Count == 0 ? parsed : parsed with { Advice = advice.Of(parsed) };
    }

    /// <summary>Reads a text that comes from no file.</summary>
    /// <param name="name">The name that it is given, with folders and ending as a file would have them; null for none.</param>
    /// <param name="bytes">The text; null where it has more bytes than a document may have.</param>
    /// <param name="nameOption">How whoever gives the text names it, for a message about one without a name.</param>
    public (ParsedFile Parsed, string? Format) Read(string? name, ReadOnlyMemory<byte>? bytes, string nameOption)
    {
        if (bytes is not { } text)
        {
            var problem = new Problem(1, 1, "", "the text is too long", $"at most {options.MaxFileBytes:N0} bytes (Intake:MaxFileBytes)");
            return (new ParsedFile([], [problem], EndsTooEarly: false), null);
        }
        var file = new DocumentFile(Path.GetFileName(name ?? ""), text, rules) { Path = name, NameOption = nameOption };
        if (FormatOf(file) is { } known)
            return (Read(file, known), known.Word);
        var (named, format) = (file with { Name = Named(text) }, FormatOf(file.Name, text));
        return (Read(named, format), format?.Word);
    }

    /// <summary>The format of a text, whatever it is called; null where none is known.</summary>
    public DocumentFormat? FormatOf(string name, ReadOnlyMemory<byte> text)
    {
        var file = new DocumentFile(name, text, rules);
        return FormatOf(file) ?? FormatOf(file with { Name = Named(text) });
    }

    /// <summary>A text needs no ending: what is not of another format and does not begin as JSON does is Markdown.</summary>
    private static string Named(ReadOnlyMemory<byte> text) => BeginsAsJson(text.Span) ? "text.json" : "text.md";

    private static bool BeginsAsJson(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..];

    private string Unknown =>
        $"its name ends in none of the ways that tell a document's format: {string.Join(", ", formats.Endings)}. Rename it, or list its name in Intake:Include, and it is read as {formats.Reference.Name}.";

    /// <summary>A name that the configuration lists is a document's, whatever it ends in.</summary>
    private DocumentFormat? FormatOf(DocumentFile file) => formats.Of(file) ?? (names.IsListed(file.Name) ? formats.Reference : null);
}
