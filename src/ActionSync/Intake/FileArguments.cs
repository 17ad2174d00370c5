using ActionSync.Documents;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>
/// Reads what a person named on the command line: files, through links too, all documents of a folder, and a text that is handed over. What cannot be read is
/// a problem like any other.
/// </summary>
internal sealed class FileArguments(DocumentReader reader, DropFolder inbox, IntakeOptions options, TimeProvider clock)
{
    /// <summary>Names the text of standard input.</summary>
    public const string NameOption = "--name";

    private const int BufferBytes = 65_536;

    /// <summary>
    /// The documents behind the arguments, in their order; those of a folder as a tree that is read in place has them, by modification time, then name.
    /// </summary>
    /// <param name="arguments">Files, folders, and <c>-</c>.</param>
    /// <param name="text">What <c>-</c> stands for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<FileArgument>> ListAsync(
        IEnumerable<string> arguments, FileArgument.Text text, CancellationToken cancellationToken)
    {
        var all = new List<FileArgument>();
        foreach (var argument in arguments)
        {
            if (argument == FileArgument.StandardInput)
                all.Add(text);
            else if (await FolderAsync(argument, cancellationToken) is { } inside)
                all.AddRange(inside);
            else
                all.Add(new FileArgument.Lying(argument));
        }
        return all;
    }

    /// <summary>What a document holds, and the word for its format; null where none is known.</summary>
    public async Task<(ParsedFile Parsed, string? Format)> ReadAsync(FileArgument file, CancellationToken cancellationToken)
    {
        switch (file)
        {
            case FileArgument.Lying lying:
                var (parsed, read) = await OpenAsync(lying, cancellationToken);
                return (parsed, read?.Format?.Word);
            case FileArgument.Text text:
                await using (var stream = text.Open())
                    return await ReadAsync(stream, text.Name, cancellationToken);
            case FileArgument.Unreadable(_, var why):
                return (Unreadable(why), null);
            default:
                throw new ArgumentOutOfRangeException(nameof(file), file, null);
        }
    }

    /// <summary>What a file holds, with what was read; null where nothing could be.</summary>
    public async Task<(ParsedFile Parsed, ReadDocument? Read)> OpenAsync(FileArgument.Lying file, CancellationToken cancellationToken)
    {
        try
        {
            var read = await reader.ReadAsync(
                file.Path, file.Identity ?? inbox.NameOf(file.Path), LinkRule.Follow, _ => true, new TimedAccess(file.Path, clock), cancellationToken);
            return (read.Parsed, read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (Unreadable("no such file. Check its path."), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (Unreadable($"the file cannot be read: {e.Message.TrimEnd('.')}. Give the path of an incident document."), null);
        }
    }

    /// <summary>Reads no more of a text than a document may have.</summary>
    private async Task<(ParsedFile Parsed, string? Format)> ReadAsync(Stream text, string? name, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await text.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > options.MaxFileBytes)
                return reader.Read(name, null, NameOption);
        }
        return reader.Read(name, bytes.ToArray(), NameOption);
    }

    /// <summary>The documents of a folder; null where the path is of none.</summary>
    private async Task<IReadOnlyList<FileArgument>?> FolderAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await new TimedAccess(path, clock).RunAsync(
                () => FileFacts.Behind(path) is { Kind: FileKind.Folder } ? InFolder(path) : null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new FileArgument.Unreadable(path, $"the folder cannot be read: {e.Message.TrimEnd('.')}. Give this account the right to read it.")];
        }
    }

    private List<FileArgument> InFolder(string path)
    {
        var listing = InboxListing.Of(Path.GetFullPath(path), options.InPlace());
        List<FileArgument> inside =
        [
            .. listing.Files.OrderBy(file => file.ModifiedAt).ThenBy(file => file.Path, StringComparer.Ordinal).Select(file => InFolder(path, file.Path)),
            .. listing.Left.Where(entry => entry.MayBeDocument).Select(entry => new FileArgument.Unreadable(Path.Combine(path, entry.Name), entry.Why)),
        ];
        return inside.Count > 0 ? inside : [new FileArgument.Unreadable(path,
            "the folder holds no document. Intake:Include says which names documents have.")];
    }

    private FileArgument.Lying InFolder(string folder, string file)
    {
        var within = Path.GetRelativePath(Path.GetFullPath(folder), file);
        return new FileArgument.Lying(
            Path.Combine(folder, within), inbox.Holds(file) ? null : within.Replace(Path.DirectorySeparatorChar, '/'), IsListed: true);
    }

    private static ParsedFile Unreadable(string why) => new([], [Problem.OfFile(why)], EndsTooEarly: false);
}
