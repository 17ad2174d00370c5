using System.Text.RegularExpressions;
using ActionSync.Tests.Support;

namespace ActionSync.Tests.Architecture;

/// <summary>The walls between the parts of the program, kept by reading its source; and that they can be seen to be broken.</summary>
public sealed partial class Walls
{
    private const string Outside =
        @"\b(HttpClient|System\.Net|Microsoft\.Data|Dapper|Npgsql|LedgerDatabase|LedgerWork|TimeProvider|IServiceProvider|Quartz|Console)\b|\b(File|Directory|FileInfo|DirectoryInfo|FileStream|StreamReader|StreamWriter)[.(]";

    /// <summary>Each wall: the files it is about, and what none of them may say.</summary>
    private static readonly (string Wall, string Files, string Forbidden)[] All =
    [
        ("Parsing touches no HTTP, SQL, file or clock", "^Parsing/", Outside),
        ("Planning touches no HTTP, SQL, file or clock", "^Planning/", Outside),
        ("The reminder policy touches no HTTP, SQL, file or clock", "^Reminding/Policy/", Outside),
        ("Stages know ITracker, never a kind of tracker", "^(Intake|Parsing|Planning|Publishing|Refreshing)/|^Reminding/(Policy|Delivery)/|^Scheduling/|^TrackerVisit.cs|^Opening.cs", @"\b(GitHub|Jira|Folder(Tracker|Board))\w*Tracker\b|Trackers\.(GitHub|Jira|Folder)\b|\b(FolderTracker|BoardFile)\b"),
        ("Trackers know no stage and no ledger", "^Trackers/", @"ActionSync\.(Intake|Parsing|Planning|Publishing|Refreshing|Reminding|Ledger|Dashboard|Commands)\b|\bLedger(Item|Work|Database)\b"),
        ("One kind of tracker knows nothing of another", "^Trackers/GitHub/", @"Trackers\.(Jira|Folder)\b"),
        ("One kind of tracker knows nothing of another", "^Trackers/Jira/", @"Trackers\.(GitHub|Folder)\b"),
        ("One kind of tracker knows nothing of another", "^Trackers/Folder/", @"Trackers\.(GitHub|Jira|Http)\b"),
        ("Only Scheduling knows Quartz", "^(?!Scheduling/)", @"\busing Quartz\b|\bQuartz\.|\bI(Job|Scheduler|Trigger)\b"),
        ("Nothing but Commands writes to the console", "^(?!Commands/)", @"\bConsole\.|\bAnsiConsole\b"),
        ("A deadline is told in a zone, or in the ledger's word", "", @"\bDeadline(\?|!)?(\.Value)?\.ToString\("),
        ("The ledger knows no stage but the words it keeps", "^Ledger/", @"ActionSync\.(Intake|Parsing|Planning|Publishing|Refreshing|Dashboard|Commands)\b"),
    ];

    public static TheoryData<string, string> Breaches => new()
    {
        { "Parsing/X.cs", "var text = File.ReadAllText(path);" },
        { "Planning/X.cs", "internal sealed class X(TimeProvider clock);" },
        { "Planning/X.cs", "using Dapper;" },
        { "Reminding/Policy/X.cs", "await using var work = await ledger.ReadAsync(cancel); LedgerWork w;" },
        { "Publishing/X.cs", "if (tracker is GitHubTracker)" },
        { "Refreshing/X.cs", "using ActionSync.Trackers.Jira;" },
        { "Trackers/Folder/X.cs", "using ActionSync.Ledger;" },
        { "Trackers/GitHub/X.cs", "using ActionSync.Trackers.Jira;" },
        { "Intake/X.cs", "using Quartz;" },
        { "Publishing/X.cs", "Console.WriteLine(item);" },
        { "Commands/X.cs", "Terminal.Line(item.Deadline?.ToString());" },
    };

    [Fact]
    public void Stand() => Assert.Empty(Source().SelectMany(file => BrokenBy(file.Path, file.Text)));

    [Theory]
    [MemberData(nameof(Breaches))]
    public void Are_seen_to_be_broken(string path, string text) => Assert.NotEmpty(BrokenBy(path, text));

    [Fact]
    public void Words_in_comments_and_texts_break_nothing() =>
        Assert.Empty(BrokenBy("Planning/X.cs", "// unlike Quartz, no TimeProvider\nvar s = \"Console.Write\"; /// <see cref=\"LedgerWork\"/>"));

    [Fact]
    public void No_file_is_over_300_lines_and_half_of_them_are_under_60()
    {
        var lengths = Source().Select(file => (file.Path, Lines: file.Text.Count(c => c == '\n'))).ToList();

        Assert.DoesNotContain(lengths, file => file.Lines > 300);
        Assert.InRange(lengths.Count(file => file.Lines < 60), lengths.Count / 2, lengths.Count);
    }

    private static IEnumerable<string> BrokenBy(string path, string text)
    {
        var code = CommentOrText().Replace(text, match => match.Value.StartsWith('/') ? "" : "\"\"");
        return All.Where(wall => Of(wall.Files).IsMatch(path) && Of(wall.Forbidden).IsMatch(code))
            .Select(wall => $"{wall.Wall}: {path} says {Of(wall.Forbidden).Match(code).Value}");
    }

    private static Regex Of(string pattern) => new(pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    private static IEnumerable<(string Path, string Text)> Source()
    {
        var root = Path.Combine(Repository.Root, "src", "ActionSync");
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .ToList();
        Assert.InRange(files.Count, 100, 10_000);
        return files;
    }

    [GeneratedRegex("//[^\n]*|/\\*.*?\\*/|\"\"\"+.*?\"\"\"+|\"(\\\\.|[^\"\\\\\n])*\"", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CommentOrText();
}
