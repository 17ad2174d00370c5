using System.Text;
using ActionSync.Configuration;
using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Parsing;

namespace ActionSync.Intake;

/// <summary>Where bad documents go, unchanged, each beside the list of everything that is wrong with it.</summary>
internal sealed class RejectedFolder(IntakeOptions options)
{
    /// <summary>File systems take 255 bytes; a number and <c>.problems.txt</c> come behind.</summary>
    private const int LongestBytes = 230;

    /// <summary>Moves a file here under a name that no other has, and returns its new path. The list is written first: no file lies here unexplained.</summary>
    public async Task<string> MoveAsync(string path, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var target = Name(Path.GetFileName(path), static (file, list) => file is null && list is null or { Kind: FileKind.Regular });
        await WriteProblemsAsync(target, problems, cancellationToken);
        File.Move(path, target, overwrite: false);
        return target;
    }

    /// <summary>For a file that stays where it is: only the list is written, over an earlier one for the same name. Returns its path.</summary>
    public async Task<string> ExplainAsync(string path, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        var target = Name(Path.GetFileName(path), static (_, list) => list is null or { Kind: FileKind.Regular });
        await WriteProblemsAsync(target, problems, cancellationToken);
        return ListOf(target);
    }

    /// <summary>The list of problems that belongs to a rejected file.</summary>
    public static string ListOf(string target) => $"{target}.problems.txt";

    private static async Task WriteProblemsAsync(string target, IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await AtomicFile.WriteAsync(ListOf(target), Encoding.UTF8.GetBytes(ProblemsText.Of(problems)), cancellationToken);
    }

    /// <summary>The file's own name, or one with a number before the extension: two alike both stay, and so does whatever else has a name.</summary>
    private string Name(string name, Func<FileFacts?, FileFacts?, bool> isFree)
    {
        var (folder, extension) = (Path.GetFullPath(options.Rejected), Path.GetExtension(name));
        var stem = Shortened(Path.GetFileNameWithoutExtension(name), extension);
        var path = Path.Combine(folder, stem + extension);
        for (var n = 2; !isFree(FileFacts.At(path), FileFacts.At(ListOf(path))); n++)
            path = Path.Combine(folder, $"{stem}-{n}{extension}");
        return path;
    }

    /// <summary>As much of a name as leaves room for a number and for the list's own ending.</summary>
    private static string Shortened(string stem, string extension)
    {
        while (Encoding.UTF8.GetByteCount(stem + extension) > LongestBytes && stem.Length > 1)
            stem = stem[..(char.IsLowSurrogate(stem[^1]) ? ^2 : ^1)];
        return stem;
    }
}
