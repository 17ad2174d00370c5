using ActionSync.Files;
using ActionSync.Hosting;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Mail;

namespace ActionSync.Diagnostics;

/// <summary>What of ledger, archive and outbox other accounts of the machine can read or write, which is only told: somebody may have meant it so.</summary>
internal static class OpenToOthers
{
    private static readonly string[] Beside = ["-wal", "-shm", "-journal", ".lock", ".holder", ".damaged-"];

    public static async Task<IReadOnlyList<Finding>> FindAsync(
        ActionSyncOptions options, LedgerDatabase ledger, FileRights rights, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            return [];
        var (open, unseen) = (new List<string>(), new List<Finding>());
        foreach (var place in Kept(options, ledger))
        {
            try
            {
                // What lies in a folder that is closed is closed with it.
                var access = new TimedAccess(place.Path, clock);
                open.AddRange(await access.RunAsync(() => place.Files().Where(rights.IsTooOpen).ToList(), cancellationToken));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                unseen.Add(new Finding(false, "files", $"who can reach {place.Path} cannot be told: {e.Message}"));
            }
        }
        if (open.Count == 0)
            return unseen.Count > 0 ? unseen : [new Finding(true, "files", "ledger, archive and outbox are closed to other accounts")];
        var remedy = $"Close them: chmod -R {rights.Closing} {string.Join(' ', open.Select(Quoted))}";
        return [.. unseen, new Finding(false, "files", $"other accounts of this machine can reach {string.Join(", ", open)}.", remedy)];
    }

    private static IEnumerable<(string Path, Func<IEnumerable<string>> Files)> Kept(ActionSyncOptions options, LedgerDatabase ledger)
    {
        if (ledger is SqliteDatabase { File: var file } && Path.GetDirectoryName(file) is { } folder)
            yield return (folder, () => LedgerFiles(folder, Path.GetFileName(file)));
        yield return (options.Intake.Archive, () => [options.Intake.Archive]);
        if (options.Channel<EmailOptions>().Host is not { Length: > 0 })
            yield return (options.Channel<EmailOptions>().Outbox, () => [options.Channel<EmailOptions>().Outbox]);
    }

    private static IEnumerable<string> LedgerFiles(string folder, string ledger) => !Directory.Exists(folder) ? []
        : FolderListing.Of(folder).Where(entry => entry.IsText && IsOf(ledger, entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => Path.Combine(folder, entry.Name));

    private static bool IsOf(string ledger, string name) => name == ledger || Beside.Any(end => name.StartsWith(ledger + end, StringComparison.Ordinal));

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') && !path.StartsWith('-')
            ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
