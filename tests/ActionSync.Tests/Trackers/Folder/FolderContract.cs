using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Testing;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActionSync.Tests.Trackers.Folder;

public sealed class FolderContract : TrackerContract
{
    internal override Task<TrackerHarness> StartAsync() => Task.FromResult<TrackerHarness>(new FolderHarness());
}

/// <summary>A board in a folder of its own, and a person with an editor.</summary>
internal sealed partial class FolderHarness : TrackerHarness
{
    private readonly TempFolder _temp = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FolderHarness() =>
        Tracker = new FolderTracker(new FolderOptions { Name = "board", Folder = Board }, TimeZoneInfo.Utc, _clock, NullLogger<FolderTracker>.Instance);

    public override ITracker Tracker { get; }

    public override IReadOnlyList<string> Titles =>
        [.. Directory.GetFiles(Board, "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText)
            .Select(text => TitleLine().Match(text).Groups["title"].Value)];

    private string Board => _temp["board"];

    public override IReadOnlyList<string> LabelsOf(IssueRef issue) =>
        LabelsLine().Match(BodyOf(issue)).Value["labels:".Length..].Trim(' ', '[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries);

    public override int Requests => 0;

    public override int Writes => Directory.GetFileSystemEntries(_temp.Path, "*", SearchOption.AllDirectories).Length;

    public override string BodyOf(IssueRef issue) => File.ReadAllText(PathOf(issue));

    public override int NotesOn(IssueRef issue) => BodyOf(issue).Split("<!-- actionsync-note:").Length - 1;

    public override bool IsFlagged(IssueRef issue) => LabelsLine().Match(BodyOf(issue)).Value.Contains("withdrawn", StringComparison.Ordinal);

    public override void Retitle(IssueRef issue, string title) => Set(issue, "title", title);

    public override void Assign(IssueRef issue, string? owner) => Set(issue, "owner", owner);

    public override void Prioritise(IssueRef issue, Priority priority) => Set(issue, "priority", priority.ToString());

    public override void Postpone(IssueRef issue, DateOnly? to) => Set(issue, "deadline", to?.ToString("yyyy-MM-dd", null));

    public override void Close(IssueRef issue, ItemState state) => Set(issue, "status", state.ToWord());

    public override void Reopen(IssueRef issue) => Set(issue, "status", "open");

    public override void Snooze(IssueRef issue, DateOnly until) =>
        Edit(issue, text => text.Replace("\npriority:", $"\nsnooze_until: {until:yyyy-MM-dd}\npriority:", StringComparison.Ordinal));

    public override void Delete(IssueRef issue) => File.Delete(PathOf(issue));

    public override void WriteForeign(string title) => File.WriteAllText(_temp["board", "notes.txt"], title);

    public override void Wait() => _clock.Advance(TimeSpan.FromMinutes(6));

    public override ValueTask DisposeAsync()
    {
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    private string PathOf(IssueRef issue) => Path.Combine(Board, issue.Number);

    private void Set(IssueRef issue, string key, string? value) =>
        Edit(issue, text => Regex.Replace(text, $"^{key}:.*$", $"{key}: {value}", RegexOptions.Multiline, TimeSpan.FromSeconds(1)));

    private void Edit(IssueRef issue, Func<string, string> edit) => File.WriteAllText(PathOf(issue), edit(BodyOf(issue)));

    [GeneratedRegex("^title: (?<title>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TitleLine();

    [GeneratedRegex("^labels:.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LabelsLine();
}
