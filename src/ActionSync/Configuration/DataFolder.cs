using System.Data.Common;
using ActionSync.Files;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Configuration;

/// <summary>Gives every path that was not set its place under <c>Data</c>, and makes all paths full.</summary>
internal static class DataFolder
{
    public const string Default = "data";
    public const string Board = "board";
    private const string DataSource = "Data Source";

    public static void Apply(ActionSyncOptions options, string currentDirectory, bool connectionIsGiven)
    {
        options.Data = Path.GetFullPath(options.Data, currentDirectory);
        options.Intake.Folder = Full(options.Intake.Folder, "inbox");
        options.Intake.Archive = Full(options.Intake.Archive, "archive");
        options.Intake.Rejected = Full(options.Intake.Rejected, "rejected");
        options.Intake.LinksInto = [.. options.Intake.LinksInto.Select(folder => Path.GetFullPath(folder, currentDirectory))];
        options.Channels.Email.Outbox = Full(options.Channels.Email.Outbox, "outbox");
        foreach (var tracker in options.Trackers.Values.OfType<FolderTrackerOptions>())
            tracker.Folder = Full(tracker.Folder, Board);
        foreach (var gitHub in options.Trackers.Values.OfType<GitHubTrackerOptions>())
        {
            if (gitHub.App is { PrivateKeyFile: not "" } app)
                app.PrivateKeyFile = Path.GetFullPath(app.PrivateKeyFile, currentDirectory);
        }
        if (options.Ledger.Provider == LedgerProvider.Sqlite)
            options.Ledger.ConnectionString = connectionIsGiven ? WithFullPath(options.Ledger.ConnectionString, currentDirectory) : LedgerIn(options.Data);

        string Full(string path, string leaf) => Path.GetFullPath(path == "" ? Path.Combine(options.Data, leaf) : path, currentDirectory);
    }

    /// <summary>The permissions of new files: others drop documents, read why one was rejected and edit the board's issues, so these folders stay as open as the mask says.</summary>
    public static FileRights RightsOf(ActionSyncOptions options)
    {
        IReadOnlyList<string> shared = [options.Data, options.Intake.Folder, options.Intake.Rejected, .. options.Trackers.Values.OfType<FolderTrackerOptions>().Select(tracker => tracker.Folder)];
        return options.Files.Group ? FileRights.ForGroup(shared) : FileRights.ForOwner(shared);
    }

    /// <summary>The file of a SQLite connection string; null where it names none or cannot be read.</summary>
    public static string? FileOf(Secret connectionString)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = connectionString.Reveal() };
            string[] words = [DataSource, "DataSource", "Filename"];
            return words.Select(word => builder.TryGetValue(word, out var file) ? file.ToString() : null).FirstOrDefault(file => file is not null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Secret LedgerIn(string data) => new(new DbConnectionStringBuilder { [DataSource] = Path.Combine(data, "actionsync.db") }.ConnectionString);

    private static Secret WithFullPath(Secret connectionString, string currentDirectory)
    {
        if (FileOf(connectionString) is not { Length: > 0 } file || file.StartsWith(':') || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return connectionString;
        var builder = new DbConnectionStringBuilder { ConnectionString = connectionString.Reveal() };
        builder.Remove("DataSource");
        builder.Remove("Filename");
        builder[DataSource] = Path.GetFullPath(file, currentDirectory);
        return new Secret(builder.ConnectionString);
    }
}
