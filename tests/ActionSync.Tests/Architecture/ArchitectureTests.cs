using System.Text.RegularExpressions;
using ActionSync.Testing;

namespace ActionSync.Tests.Architecture;

/// <summary>The walls between the parts of the program, kept by reading its source; and that they can be seen to be broken.</summary>
public sealed partial class ArchitectureTests(ITestOutputHelper output)
{
    private const string Outside =
        @"\b(HttpClient|System\.Net|Microsoft\.Data|Dapper|Npgsql|LedgerDatabase|LedgerTransaction|TimeProvider|IServiceProvider|Quartz|Console)\b|\b(File|Directory|FileInfo|DirectoryInfo|FileStream|StreamReader|StreamWriter)[.(]";

    /// <summary>What no import shows: the files a rule is about, what none of them may say, and what to do instead.</summary>
    private static readonly (string Rule, string Files, string Forbidden, string Instead)[] Rules =
    [
        ("Documents are pure", "^Documents/", Outside, "Read in Intake and pass the bytes."),
        ("Planning is pure", "^Planning/(?!PlanningRegistration|RouteCheck)", Outside, "Read in the caller and pass the facts; time is a parameter."),
        ("The reminder policy is pure", "^Reminders/Policy/", Outside, "Read in Reminders/Delivery and pass the facts; time is a parameter."),
        ("Stages know ITracker, never a kind of tracker", "^(Intake|Documents|Planning|Sync|Scheduling|Recovery)/|^Reminders/(Policy|Delivery|Store)/",
            @"\b(GitHub|Jira|Folder)(Tracker|Kind|Options)\w*\b", "Put what differs into ITracker or TrackerKind."),
        ("Only Scheduling knows Quartz", "^(?!Scheduling/)", @"\busing Quartz\b|\bQuartz\.|\bI(Job|Scheduler|Trigger)\b", "Ask SchedulerHost or VisitQueue."),
        ("Nothing but Commands writes to the console", "^(?!Commands/)", @"(?<!Spectre\.)\bConsole\.|\bAnsiConsole\b", "Return what is to be said."),
        ("A deadline is told in a zone, or in the ledger's word", "", @"\bDeadline(\?|!)?(\.Value)?\.ToString\(", "Use Deadline.In(zone) or ToWord()."),
        ("Nothing goes by the sentence of a problem", "", @"\bProblem(\?|!)?\.Text\s*(==|!=|\.\w+\()", "Go by ItemProblem.Code."),
        ("Text from outside becomes harmless by a profile", "^(?!Text/)", @"\bHarmlessText\.(Of|IsShown)\b", "Use a TextProfile."),
        ("The worker's name is made in one place", @"^(?!Ledger/(WorkerIdentity|LedgerHolder)\.cs)", @"\bEnvironment\.(MachineName|ProcessId)\b",
            "Use WorkerIdentity."),
        ("A local time becomes a moment in one place", @"^(?!Items/ZonedTime\.cs)", @"\b(IsAmbiguousTime|IsInvalidTime|GetUtcOffset)\(", "Use ZonedTime."),
    ];

    public static TheoryData<string, string> Breaches => new()
    {
        { "Documents/X.cs", "var text = File.ReadAllText(path);" },
        { "Planning/X.cs", "internal sealed class X(TimeProvider clock);" },
        { "Planning/X.cs", "using Dapper;" },
        { "Reminders/Policy/X.cs", "await using var work = await ledger.ReadAsync(cancel); LedgerTransaction w;" },
        { "Sync/Publishing/X.cs", "if (tracker is GitHubTracker)" },
        { "Sync/Refreshing/X.cs", "using ActionSync.Trackers.Jira;" },
        { "Trackers/Folder/X.cs", "using ActionSync.Ledger;" },
        { "Trackers/GitHub/X.cs", "using ActionSync.Trackers.Jira;" },
        { "Configuration/X.cs", "using ActionSync.Trackers;" },
        { "Ledger/X.cs", "using ActionSync.Reminders.Store;" },
        { "Hosting/X.cs", "ActionSync.Commands.CommandLine.RunAsync(args)" },
        { "Intake/X.cs", "using Quartz;" },
        { "Sync/X.cs", "Console.WriteLine(item);" },
        { "Commands/X.cs", "Terminal.Line(item.Deadline?.ToString());" },
        { "Sync/X.cs", "if (item.Problem?.Text == reason)" },
        { "Reports/X.cs", "HarmlessText.Of(text, Sink.Issue)" },
        { "Reminders/X.cs", "var worker = Environment.MachineName;" },
        { "Commands/X.cs", "new DateTimeOffset(local, zone.GetUtcOffset(local))" },
        { "Somewhere/X.cs", "using ActionSync.Items;" },
    };

    [Fact]
    public void No_file_imports_what_its_row_does_not_name()
    {
        output.WriteLine(ImportTable.Print());
        Assert.Empty(Source().SelectMany(file => ForbiddenImports(file.Path, file.Text)));
    }

    [Fact]
    public void The_table_has_no_circle_and_no_row_that_nothing_uses()
    {
        var seen = new HashSet<string>();
        foreach (var (folder, imports) in ImportTable.Rows)
        {
            Assert.True(imports.All(seen.Contains), $"{folder} imports {string.Join(", ", imports.Where(import => !seen.Contains(import)))}, which stands below it: move what both need into a folder above.");
            Assert.True(seen.Add(folder), $"{folder} has two rows.");
        }
        var used = Source().SelectMany(file => Imports(file.Path, file.Text)).ToHashSet();
        var needless = ImportTable.Rows.SelectMany(row => row.Imports.Select(import => (row.Folder, Import: import)))
            .Where(edge => !used.Contains(edge) && !IsUsedByAnotherKind(edge) && !edge.Folder.StartsWith(edge.Import + "/", StringComparison.Ordinal));
        Assert.Empty(needless.Select(edge => $"{edge.Folder} does not use {edge.Import} any more: take it out of its row."));

        // The kinds of trackers have one row together.
        bool IsUsedByAnotherKind((string Folder, string Import) edge) =>
            ImportTable.TrackerKinds.Contains(edge.Folder) && ImportTable.TrackerKinds.Any(kind => used.Contains((kind, edge.Import)));
    }

    [Fact]
    public void The_rules_that_no_import_shows_are_kept() => Assert.Empty(Source().SelectMany(file => BrokenRules(file.Path, file.Text)));

    [Theory]
    [MemberData(nameof(Breaches))]
    public void A_breach_is_seen(string path, string text) => Assert.NotEmpty(ForbiddenImports(path, text).Concat(BrokenRules(path, text)));

    [Fact]
    public void Words_in_comments_and_texts_break_nothing() =>
        Assert.Empty(BrokenRules("Planning/X.cs", "// unlike Quartz, no TimeProvider\nvar s = \"Console.Write\"; /// <see cref=\"LedgerTransaction\"/>"));

    [Fact]
    public void No_file_is_over_300_lines() =>
        Assert.DoesNotContain(Repository.Sources().Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n'))), file => file.Lines > 300);

    private static IEnumerable<string> ForbiddenImports(string path, string text)
    {
        var folder = ImportTable.FolderOf(path);
        var allowed = ImportTable.Rows.FirstOrDefault(row => row.Folder == folder).Imports;
        if (allowed is null)
            return [$"src/ActionSync/{path}: {folder} has no row in the import table. Give it one in tests/ActionSync.Tests/Architecture/ImportTable.cs, or put the file where it belongs."];
        return Imports(path, text).Select(edge => edge.Import).Except(allowed)
            .Select(import =>
                $"src/ActionSync/{path}: {folder} may not import {import}. Pass in what is needed, or move it down to a folder that both may import.");
    }

    private static IEnumerable<(string Folder, string Import)> Imports(string path, string text)
    {
        var folder = ImportTable.FolderOf(path);
        return ImportOfOurs().Matches(WithoutTexts(text)).Select(match => ImportTable.FolderOfNamespace(match.Groups["name"].Value))
            .Where(import => import != folder && !folder.StartsWith(import + "/", StringComparison.Ordinal)).Distinct().Select(import => (folder, import));
    }

    private static IEnumerable<string> BrokenRules(string path, string text) => Rules
        .Where(rule => Of(rule.Files).IsMatch(path) && Of(rule.Forbidden).IsMatch(WithoutTexts(text)))
        .Select(rule => $"src/ActionSync/{path}: says {Of(rule.Forbidden).Match(WithoutTexts(text)).Value}. {rule.Rule}. {rule.Instead}");

    private static string WithoutTexts(string text) => CommentOrText().Replace(text, match => match.Value.StartsWith('/') ? "" : "\"\"");

    private static Regex Of(string pattern) => new(pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static List<(string Path, string Text)> Source()
    {
        var root = Path.Combine(Repository.Root, "src", "ActionSync");
        var files = new[] { "*.cs", "*.razor" }.SelectMany(ending => Directory.EnumerateFiles(root, ending, SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .ToList();
        Assert.InRange(files.Count, 100, 10_000);
        return files;
    }

    [GeneratedRegex("//[^\n]*|/\\*.*?\\*/|\"\"\"+.*?\"\"\"+|\"(\\\\.|[^\"\\\\\n])*\"", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"(?<!namespace )\bActionSync\.(?<name>\w+(\.\w+)*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ImportOfOurs();
}
