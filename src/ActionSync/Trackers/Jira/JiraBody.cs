using System.Text;
using ActionSync.Text;

namespace ActionSync.Trackers.Jira;

/// <summary>What a reader of the issue needs, in wiki markup and within Jira's limit.</summary>
internal static class JiraBody
{
    /// <summary>Jira's limit of a text field; Data Center's default, and Cloud's.</summary>
    public const int Limit = 32_767;

    /// <summary>One overlong section must not push the links out: how much each may hold; the first with which the whole fits is taken.</summary>
    private static readonly int[] SectionLimits = [8_000, 4_000, 2_000, 1_000, 500];

    private const int LongestNote = 1_000;

    /// <summary>How people close the item, hand it over, postpone it and silence it.</summary>
    private const string HowTo =
        "Done? Move this issue to a closed status. Not yours? Assign somebody else.\n"
        + $"Later? Change the due date. Not now? The label {{{{{IssueText.SnoozeLabel}}}}} stops reminders until that day.";

    /// <param name="notes">What the issue's own fields could not hold, as sentences for the reader.</param>
    public static string Of(IssueDraft draft, IReadOnlyList<string> notes, TimeZoneInfo zone) =>
        SectionLimits.Select(limit => Write(draft, notes, zone, limit)).FirstOrDefault(text => text.Length <= Limit)
            ?? Write(draft, [], zone, SectionLimits[^1]);

    private static string Write(IssueDraft draft, IReadOnlyList<string> notes, TimeZoneInfo zone, int sectionLimit)
    {
        var text = new StringBuilder();
        foreach (var section in IssueText.Of(draft, zone, JiraForm.Summary(draft.Title)).Sections)
        {
            text.Append("h3. ").Append(section.Heading).Append("\n\n").Append(Body(section, sectionLimit)).Append("\n\n");
            if (section.Topic != IssueTopic.Task)
                continue;
            text.Append(HowTo).Append("\n\n");
            foreach (var note in notes)
                text.Append("(!) ").Append(TextProfile.Wiki.Line(TextCut.AtWord(note, LongestNote))).Append('\n');
            text.Append(notes.Count > 0 ? "\n" : "");
        }
        return text.ToString().TrimEnd();
    }

    private static string Body(IssueSection section, int sectionLimit)
    {
        var whole = string.Join("\n\n", section.Blocks.Select(b => Markup(b, int.MaxValue)));
        return whole.Length <= sectionLimit ? whole : string.Join("\n\n", section.Blocks.Select(b => Markup(b, sectionLimit / 3)));
    }

    // The data is cut, not its markup: a cut through an escape would let it act.
    private static string Markup(IssueBlock block, int limit) => block switch
    {
        IssueBlock.Paragraph paragraph => WikiText.EscapeLines(TextCut.AtWord(paragraph.Text, limit)),
        IssueBlock.Entries entries => string.Join('\n', Within(entries.List.Select(e => $"* {TextProfile.Wiki.Line(TextCut.AtWord(e, limit))}"), limit)),
        IssueBlock.Facts facts => string.Join('\n', Within(facts.List.Select(f => Fact(f, limit)), limit)),
        _ => throw new InvalidOperationException($"Unknown block {block.GetType().Name}."),
    };

    private static string Fact(IssueFact fact, int limit)
    {
        var value = TextCut.AtWord(fact.Value, limit);
        return $"* *{TextProfile.Wiki.Line(TextCut.AtWord(fact.Name, 100))}*: " + fact.Kind switch
        {
            FactKind.Link => WikiText.Link(fact.Value),
            FactKind.Code => WikiText.Code(value),
            _ => TextProfile.Wiki.Line(value),
        };
    }

    private static IEnumerable<string> Within(IEnumerable<string> lines, int limit)
    {
        var left = limit;
        foreach (var line in lines)
        {
            if ((left -= line.Length) < 0)
            {
                yield return "* \u2026";
                yield break;
            }
            yield return line;
        }
    }
}
