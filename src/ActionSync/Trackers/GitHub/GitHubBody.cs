using System.Text;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>Writes an issue's body: the marker, what to do, and why, in GitHub Markdown within GitHub's limit.</summary>
internal static class GitHubBody
{
    /// <summary>GitHub's limit for a body and for a comment, in characters.</summary>
    public const int MaxLength = 65_536;

    /// <summary>What is to be opened or copied is not cut, unless no sane one is that long.</summary>
    private const int MaxCopied = 2000;

    /// <summary>How many characters of one text, and how many facts of one list, are shown; the first that fits is taken.</summary>
    private static readonly (int Text, int Facts)[] Cuts = [(int.MaxValue, int.MaxValue), (8000, 100), (2000, 50), (500, 30), (100, 10)];

    /// <param name="deadline">Where the deadline lives.</param>
    /// <param name="unassigned">Why the owner is not assigned, in the words of who reads the issue; null where they are, or nobody owns the item.</param>
    /// <param name="zone">Where a deadline's hour is told.</param>
    public static string Of(IssueDraft draft, DeadlinePlace deadline, string? unassigned, TimeZoneInfo zone) =>
        Cuts.Select(cut => Write(draft, deadline, unassigned, zone, cut.Text, cut.Facts)).FirstOrDefault(body => body.Length <= MaxLength)
            ?? throw new InvalidOperationException("A body of bounded parts is longer than GitHub's limit.");

    /// <summary>Stands behind an owner who could not be assigned.</summary>
    public const string NotAssigned = "(not assigned: ";

    /// <summary>The owner's line: who, and why they are not assigned.</summary>
    public static string OwnerWords(string? owner, string? unassigned) =>
        $"{GitHubText.Line(owner ?? "nobody yet")}{(unassigned is null ? "" : $" {NotAssigned}{GitHubText.Line(unassigned)})")}";

    private static string Write(IssueDraft draft, DeadlinePlace deadline, string? unassigned, TimeZoneInfo zone, int maxText, int maxFacts)
    {
        var body = new StringBuilder();
        Line(body, GitHubBodyFacts.MarkerLine(draft.Marker), GitHubBodyFacts.KeyLine(draft.Key));
        foreach (var section in IssueText.Of(draft, zone, GitHubWords.Title(draft.Title)).Sections)
        {
            Line(body, $"### {section.Heading}", "");
            foreach (var block in section.Blocks)
            {
                if (block is IssueBlock.Paragraph paragraph)
                    Line(body, [.. GitHubText.Lines(Cut(paragraph.Text, maxText)), ""]);
                else if (block is IssueBlock.Entries entries)
                    Line(body, [.. entries.List.Take(maxFacts).Select(entry => $"- {GitHubText.Line(Cut(entry, maxText))}"), ""]);
                else if (block is IssueBlock.Facts facts && section.Topic == IssueTopic.Task)
                    Line(body, [.. TaskFacts(draft, deadline, unassigned, zone, maxText), "", .. HowTo(deadline), ""]);
                else if (block is IssueBlock.Facts others)
                    Line(body, [.. others.List.Take(maxFacts).Select(fact => Fact(fact, maxText)), ""]);
            }
        }
        if (maxText != int.MaxValue)
            Line(body, "_This text is cut; the whole is in the incident's documents._");
        return body.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string> TaskFacts(IssueDraft draft, DeadlinePlace place, string? unassigned, TimeZoneInfo zone, int max)
    {
        yield return GitHubBodyFacts.Line(GitHubBodyFacts.Owner, OwnerWords(draft.Owner is null ? null : Cut(draft.Owner, max), unassigned));
        if (draft.Owners.Count > 0)
            yield return GitHubBodyFacts.Line(IssueText.AllOwners, GitHubText.Line(Cut(string.Join(", ", draft.Owners), max)));
        yield return GitHubBodyFacts.Line(GitHubBodyFacts.Priority, draft.Priority + IssueText.Default(draft, ItemField.Priority));
        var deadline = IssueText.DeadlineWords(draft, zone);
        yield return place == DeadlinePlace.Body ? GitHubBodyFacts.Line(GitHubBodyFacts.Deadline, deadline) : GitHubBodyFacts.ToldDeadlineLine(deadline);
        if (!string.IsNullOrWhiteSpace(draft.Type))
            yield return GitHubBodyFacts.Line("Type", GitHubText.Line(Cut(draft.Type, max)));
    }

    /// <summary>How people close the item, hand it over, postpone it and silence it.</summary>
    private static IEnumerable<string> HowTo(DeadlinePlace place) =>
    [
        "Done? Close this issue, as *not planned* if it will not be done. Not yours? Assign somebody else.  ",
        $"Later? Change {place switch
        {
            DeadlinePlace.Body => "the deadline above",
            DeadlinePlace.Milestone => "the milestone",
            _ => "the date among the issue's fields",
        }}. Not now? The label `{IssueText.SnoozeLabel}` stops reminders until that day.",
    ];

    private static string Fact(IssueFact fact, int max) => GitHubBodyFacts.Line(GitHubText.Line(Cut(fact.Name, max)), fact.Kind switch
    {
        FactKind.Text => GitHubText.Line(Cut(fact.Value, max)),
        FactKind.Link when fact.Value.Length <= MaxCopied => GitHubText.Link(fact.Value),
        _ => MarkdownText.Code(Cut(fact.Value, MaxCopied)),
    });

    private static string Cut(string text, int max) => TextCut.AtWord(text, max);

    private static void Line(StringBuilder body, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            body.Append(line).Append('\n');
    }
}
