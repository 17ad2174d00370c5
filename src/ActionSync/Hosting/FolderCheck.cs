using ActionSync.Configuration.Binding;
using ActionSync.Ledger;
using ActionSync.Mail;

namespace ActionSync.Hosting;

/// <summary>The folders must stay out of each other's way: what is written into the drop folder would be taken for a document.</summary>
internal static class FolderCheck
{
    public static void Run(ActionSyncOptions options, Findings findings)
    {
        var intake = options.Intake;
        List<(string Key, string Path)> folders =
        [
            ("Intake:Folder", intake.Folder), ("Intake:Archive", intake.Archive), ("Intake:Rejected", intake.Rejected),
            ("Intake:Uploads", intake.Uploads),
            ("Channels:Email:Outbox", options.Channel<EmailOptions>().Outbox),
            .. options.Trackers.Values.Where(tracker => tracker.SharedFolder is not null)
                .Select(tracker => ($"Trackers:{tracker.Name}:Folder", tracker.SharedFolder!)),
        ];
        for (var first = 0; first < folders.Count; first++)
        {
            foreach (var second in folders.Skip(first + 1))
                Compare(folders[first], second, findings);
        }
        if (options.Ledger.Provider == LedgerProvider.Sqlite && ConnectionStrings.FileOf(options.Ledger.ConnectionString) is { } file
            && Holds(intake.Folder, file))
            findings.Add("Ledger:ConnectionString", $"puts the ledger into Intake:Folder, \"{intake.Folder}\", where it would be taken for a document");
    }

    private static void Compare((string Key, string Path) first, (string Key, string Path) second, Findings findings)
    {
        // Two trackers in one place are a matter of their own.
        if (first.Key.StartsWith("Trackers:", StringComparison.Ordinal) && second.Key.StartsWith("Trackers:", StringComparison.Ordinal))
            return;
        if (Trimmed(first.Path) == Trimmed(second.Path))
            findings.Add(second.Key, $"is \"{second.Path}\", and so is {first.Key}; each needs a folder of its own");
        else if (Holds(first.Path, second.Path))
            findings.Add(second.Key, $"is \"{second.Path}\", inside {first.Key}, \"{first.Path}\"; each needs a folder of its own");
        else if (Holds(second.Path, first.Path))
            findings.Add(first.Key, $"is \"{first.Path}\", inside {second.Key}, \"{second.Path}\"; each needs a folder of its own");
    }

    private static bool Holds(string folder, string path) =>
        path.StartsWith(Trimmed(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Trimmed(path) == Trimmed(folder);

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(path);
}
