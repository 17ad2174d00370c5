using ActionSync.Configuration;
using ActionSync.Files;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Commands;

/// <summary>What of ledger, archive and outbox other accounts of the machine can read or write, which is only told: somebody may have meant it so.</summary>
internal static class OpenToOthers
{
    private static readonly string[] Beside = ["-wal", "-shm", "-journal", ".lock", ".holder", ".damaged-"];

    public static IReadOnlyList<Finding> Find(ActionSyncOptions options, LedgerDatabase ledger, FileRights rights)
    {
        if (OperatingSystem.IsWindows())
            return [];
        // What lies in a folder that is closed is closed with it.
        var open = Kept(options, ledger).Where(rights.IsTooOpen).Select(Near).ToList();
        if (open.Count == 0)
            return [new Finding(true, "files", "ledger, archive and outbox are closed to other accounts")];
        var remedy = $"Close them: chmod -R {rights.Closing} {string.Join(' ', open.Select(Quoted))}";
        return [new Finding(false, "files", $"other accounts of this machine can reach {string.Join(", ", open)}.", remedy)];
    }

    private static string Near(string path)
    {
        var near = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return near.StartsWith("..", StringComparison.Ordinal) ? path : near;
    }

    private static IEnumerable<string> Kept(ActionSyncOptions options, LedgerDatabase ledger)
    {
        if (ledger is SqliteDatabase { File: var file } && Path.GetDirectoryName(file) is { } folder && Directory.Exists(folder))
        {
            var name = Path.GetFileName(file);
            foreach (var entry in FolderListing.Of(folder).Where(entry => entry.IsText && IsOf(name, entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
                yield return Path.Combine(folder, entry.Name);
        }
        yield return options.Intake.Archive;
        if (options.Channels.Email.Host is not { Length: > 0 })
            yield return options.Channels.Email.Outbox;
    }

    private static bool IsOf(string ledger, string name) => name == ledger || Beside.Any(end => name.StartsWith(ledger + end, StringComparison.Ordinal));

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') && !path.StartsWith('-') ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
