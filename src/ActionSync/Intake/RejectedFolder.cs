using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Files;

namespace ActionSync.Intake;

/// <summary>Where bad documents go, unchanged, each beside the list of everything that is wrong with it.</summary>
internal sealed class RejectedFolder(IntakeOptions options, TimeProvider clock)
{
    private const string ListEnding = ".problems.txt";

    /// <summary>For the list's ending, and as much again.</summary>
    private const int RoomForList = 25;

    /// <summary>Every look here, and every write, goes through here, and ends.</summary>
    public TimedAccess Access { get; } = new(Path.GetFullPath(options.Rejected), clock);

    /// <summary>Moves a file here under a name that no other has, and returns its new path. The list is written first: no file lies here unexplained.</summary>
    public Task<string> MoveAsync(string path, ParsedFile parsed, CancellationToken cancellationToken) => Access.WriteAsync(async () =>
    {
        var target = Name(Path.GetFileName(path), static (file, list) => file is null && list is null or { Kind: FileKind.Regular });
        await WriteProblemsAsync(target, Path.GetFileName(path), parsed, cancellationToken);
        File.Move(path, target, overwrite: false);
        return target;
    });

    /// <summary>For a file that stays where it is: only the list is written, over an earlier one for the same name. Returns its path.</summary>
    /// <param name="name">The file's path relative to the drop folder: files of one name in two folders have a list each.</param>
    /// <param name="parsed">What is wrong with it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task<string> ExplainAsync(string name, ParsedFile parsed, CancellationToken cancellationToken) => Access.WriteAsync(async () =>
    {
        var target = Name(name.Replace('/', '.'), static (_, list) => list is null or { Kind: FileKind.Regular });
        await WriteProblemsAsync(target, name, parsed, cancellationToken);
        return ListOf(target);
    });

    /// <summary>The list of problems that belongs to a rejected file.</summary>
    public static string ListOf(string target) => target + ListEnding;

    private static async Task WriteProblemsAsync(string target, string name, ParsedFile parsed, CancellationToken cancellationToken)
    {
        FileRights.MakeSharedFolder(Path.GetDirectoryName(target)!);
        await AtomicFile.WriteAsync(ListOf(target), Encoding.UTF8.GetBytes(ProblemsText.Of(name, parsed)), cancellationToken);
    }

    /// <summary>The first name that is free, whatever else has one.</summary>
    private string Name(string name, Func<FileFacts?, FileFacts?, bool> isFree)
    {
        var folder = Path.GetFullPath(options.Rejected);
        for (var n = 1; ; n++)
        {
            var path = Path.Combine(folder, NumberedName.Of(name, n, RoomForList));
            if (isFree(FileFacts.At(path), FileFacts.At(ListOf(path))))
                return path;
        }
    }
}
