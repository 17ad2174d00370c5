using ActionSync.Documents;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>Reads files that a person named on the command line, through links too; one that cannot be read is a problem like any other.</summary>
internal sealed class FileArguments(DocumentReader reader, IntakeOptions options, TimeProvider clock)
{
    public async Task<ParsedFile> ReadAsync(string path, CancellationToken cancellationToken) => (await OpenAsync(path, cancellationToken)).Parsed;

    /// <summary>As above, with what was read; null where nothing could be.</summary>
    public async Task<(ParsedFile Parsed, ReadDocument? Read)> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var read = await reader.ReadAsync(path, LinkRule.Follow, _ => true, new TimedAccess(path, clock), cancellationToken);
            return (read.Parsed, read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (Unreadable("there is no such file. Check its path."), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (Unreadable($"the file cannot be read: {e.Message.TrimEnd('.')}. Give the path of an incident document."), null);
        }
    }

    /// <summary>Reads what is handed over without a file, and no more of it than a document may have.</summary>
    /// <param name="text">What is read to its end.</param>
    /// <param name="name">The name that it is given; null for none, and then the text has to say which incident it is about.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(ParsedFile Parsed, string? Format)> OpenAsync(Stream text, string? name, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await text.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > options.MaxFileBytes)
                return reader.Read(name, null);
        }
        return reader.Read(name, bytes.ToArray());
    }

    private const int BufferBytes = 65_536;

    private static ParsedFile Unreadable(string why) => new([], [Problem.OfFile(why)], EndsTooEarly: false);
}
