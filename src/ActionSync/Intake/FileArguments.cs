using ActionSync.Documents;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>Reads files that a person named on the command line, through links too; one that cannot be read is a problem like any other.</summary>
internal sealed class FileArguments(DocumentReader reader, TimeProvider clock)
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

    private static ParsedFile Unreadable(string why) => new([], [Problem.OfFile(why)], EndsTooEarly: false);
}
