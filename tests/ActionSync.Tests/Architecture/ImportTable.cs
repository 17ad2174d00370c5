using ActionSync.Testing;

namespace ActionSync.Tests.Architecture;

/// <summary>Which folder of the program may use which. A row names everything that its folder may import, beside the folders above itself.</summary>
internal static class ImportTable
{
    /// <summary>The program's own folder.</summary>
    public const string Root = "(root)";

    private const string Http = "Trackers/Http";

    /// <summary>The folders of the kinds of trackers, whichever there are: all may import the same, and none another.</summary>
    public static IReadOnlyList<string> TrackerKinds { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", "ActionSync", "Trackers"))
            .Select(folder => $"Trackers/{Path.GetFileName(folder)}").Where(folder => folder != Http).Order(StringComparer.Ordinal),
    ];

    /// <summary>From the lowest to the highest: a folder imports only what stands above it in this list.</summary>
    public static IReadOnlyList<(string Folder, string[] Imports)> Rows { get; } =
    [
        ("Text", []),
        ("Items", ["Text"]),
        ("Files", ["Text"]),
        ("Retrying", []),
        ("Telemetry", []),
        ("Documents", ["Text", "Items"]),
        ("Configuration", ["Text", "Items", "Files"]),
        ("People", ["Text", "Items", "Configuration"]),
        ("Mail", ["Text", "Items", "Files", "Configuration"]),
        ("Ledger", ["Text", "Items", "Files", "Configuration"]),
        ("Naming", ["Ledger"]),
        ("Links", ["Items", "Configuration", "Ledger"]),
        ("Archive", ["Items", "Files", "Documents", "Ledger"]),
        ("Planning", ["Text", "Items", "Documents", "Configuration", "People", "Ledger"]),
        ("Trackers", ["Text", "Items", "Configuration"]),
        ("Trackers/Http", ["Text", "Retrying", "Telemetry", "Trackers"]),
        .. TrackerKinds.Select(kind => (kind, new[] { "Text", "Items", "Files", "Retrying", "Configuration", "People", "Trackers", "Trackers/Http" })),
        ("Intake", ["Text", "Items", "Files", "Telemetry", "Documents", "Configuration", "People", "Ledger", "Naming", "Archive", "Planning", "Trackers"]),
        ("Sync", ["Items", "Retrying", "Telemetry", "Documents", "Configuration", "Ledger", "Links", "Archive", "Planning", "Trackers"]),
        ("Reminders",
        [
            "Text", "Items", "Files", "Retrying", "Telemetry", "Configuration", "People", "Mail", "Ledger", "Naming", "Links", "Trackers", "Trackers/Http",
        ]),
        ("Listing", ["Text", "Items", "People", "Ledger", "Naming", "Planning", "Trackers", "Reminders"]),
        ("DryRun", ["Text", "Items", "Documents", "People", "Ledger", "Naming", "Planning", "Trackers", "Intake", "Sync"]),
        ("Reports", ["Text", "Items", "Retrying", "People", "Mail", "Ledger", "Naming", "Links", "Intake", "Reminders"]),
        ("Linting", ["Text", "Items", "Documents", "Ledger", "Planning", "Reminders", "Reports"]),
        ("Recovery", ["Items", "Files", "Documents", "Ledger", "Archive", "Planning", "Trackers", "Intake", "Sync", "Reminders"]),
        ("Scheduling", ["Ledger", "Archive", "Trackers", "Intake", "Sync", "Reminders", "Reports"]),
        ("Web",
        [
            "Text", "Items", "Files", "Telemetry", "Documents", "Configuration", "People", "Ledger", "Naming", "Links", "Archive", "Planning", "Trackers",
            "Intake", "Sync", "DryRun", "Reminders", "Reports", "Listing", "Scheduling",
        ]),
        ("Hosting",
        [
            "Items", "Files", "Telemetry", "Documents", "Configuration", "People", "Mail", "Ledger", "Links", "Archive", "Planning", "Trackers",
            "Trackers/Http", .. TrackerKinds, "Intake", "Sync", "DryRun", "Reminders", "Reports", "Listing", "Linting", "Recovery", "Scheduling", "Web",
        ]),
        ("Diagnostics",
        [
            "Text", "Items", "Files", "People", "Mail", "Ledger", "Naming", "Planning", "Trackers", "Intake", "Reminders", "Reports", "Recovery", "Hosting",
        ]),
        ("Setup", ["Files", "Configuration", "Planning"]),
        ("Commands",
        [
            "Text", "Items", "Files", "Telemetry", "Documents", "Configuration", "People", "Mail", "Ledger", "Naming", "Archive", "Planning", "Trackers",
            "Intake", "Sync", "DryRun", "Reminders", "Reports", "Listing", "Linting", "Recovery", "Scheduling", "Web", "Hosting", "Diagnostics", "Setup",
        ]),
        (Root, ["Hosting", "Commands"]),
    ];

    /// <summary>The row that a file belongs to.</summary>
    /// <param name="path">Relative to <c>src/ActionSync</c>, with slashes.</param>
    public static string FolderOf(string path) => path.Split('/') switch
    {
        [_] => Root,
        ["Trackers", var kind, _, ..] => $"Trackers/{kind}",
        [var folder, ..] => folder,
        _ => Root,
    };

    /// <summary>The row of a namespace behind <c>ActionSync.</c>.</summary>
    public static string FolderOfNamespace(string name) => name.Split('.') switch
    {
        ["Trackers", var kind, ..] when Rows.Any(row => row.Folder == $"Trackers/{kind}") => $"Trackers/{kind}",
        [var folder, ..] => folder,
        _ => Root,
    };

    /// <summary>The whole table, a row a line.</summary>
    public static string Print() =>
        string.Join('\n', Rows.Select(row => $"{row.Folder,-16} {(row.Imports.Length == 0 ? "-" : string.Join(", ", row.Imports))}"));
}
