using System.Text;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Folder;

/// <summary>A new issue as a Markdown page: front matter for what changes, and below it what a reader needs to understand the item.</summary>
internal static class FolderBody
{
    private const string OurLabel = "actionsync";
    private const string DeadlineName = "Deadline";

    /// <summary>How people close the item, hand it over, postpone it and silence it.</summary>
    private const string HowTo =
        "Done? Set `status:` above to `done` or `wont_do`; while it is open it is `open` or `in_progress`. Not yours? Change `owner:`.  \n"
        + "Later? Change `deadline:`. Not now? A line `snooze_until: YYYY-MM-DD` above stops reminders until that day.";

    /// <param name="zone">Where a deadline's hour is told.</param>
    public static string Write(IssueDraft draft, TimeZoneInfo zone)
    {
        var page = new StringBuilder();
        WriteFrontMatter(page, draft, zone);
        page.Append('\n').Append(HowTo).Append('\n');
        foreach (var section in IssueText.Of(draft, zone, PlainText.Line(draft.Title)).Sections
            .Select(section => section.Topic == IssueTopic.Task ? BesideFields(section, draft, zone) : section)
            .Where(section => section.Blocks.Count > 0))
        {
            page.Append("\n## ").Append(section.Heading).Append('\n');
            foreach (var block in section.Blocks)
                WriteBlock(page, block);
        }
        return page.ToString();
    }

    /// <summary>
    /// Of the task, what does not stand in the front matter, where people change it: told twice, they would soon contradict each other. The deadline is told
    /// with where it is from, which stays true.
    /// </summary>
    private static IssueSection BesideFields(IssueSection task, IssueDraft draft, TimeZoneInfo zone) => task with
    {
        Blocks =
        [
            .. task.Blocks.Where(block => block is not IssueBlock.Facts),
            .. new[]
            {
                new IssueBlock.Facts(
                [
                    .. draft.Deadline is null ? Array.Empty<IssueFact>() : [new IssueFact(DeadlineName, IssueText.DeadlineWords(draft, zone))],
                    .. task.Blocks.OfType<IssueBlock.Facts>().SelectMany(facts => facts.List).Where(fact => !fact.IsField),
                ])
            }.Where(facts => facts.List.Count > 0),
            .. OtherDefaults(draft) is { Count: > 0 } defaults
                ? [new IssueBlock.Paragraph($"The {string.Join(" and the ", defaults)} above: {IssueText.FromDefault}.")]
                : Array.Empty<IssueBlock>(),
        ],
    };

    private static List<string> OtherDefaults(IssueDraft draft) =>
        [.. draft.Defaults.Where(field => field != ItemField.Deadline || draft.Deadline is null).Select(field => field.ToWord())];

    /// <summary>The line that tells the deadline with where it is from, as <see cref="Write"/> writes it.</summary>
    public static string DeadlineLine(Deadline deadline, string from, TimeZoneInfo zone) =>
        Line(new IssueFact(DeadlineName, $"{IssueText.Words(deadline, zone)} {from}"));

    /// <summary>The title as pages of earlier versions have it once more.</summary>
    public static string Heading(string title) => $"# {TextProfile.Markdown.Line(title)}";

    public static IReadOnlyList<string> Labels(IssueDraft draft) =>
        draft.Incident.Severity is { } severity && !string.IsNullOrWhiteSpace(severity) ? [OurLabel, severity] : [OurLabel];

    private static void WriteFrontMatter(StringBuilder page, IssueDraft draft, TimeZoneInfo zone)
    {
        page.Append("---\n");
        Line("id", YamlText.Scalar(draft.Key));
        Line("incident", YamlText.Scalar(draft.Incident.Id));
        Line("title", YamlText.Scalar(draft.Title));
        Line("status", draft.State.ToWord());
        Line("owner", YamlText.Scalar(draft.Owner));
        Line("priority", draft.Priority.ToString());
        Line("deadline", draft.Deadline?.ToText(zone) ?? "");
        Line("type", YamlText.Scalar(draft.Type));
        Line("labels", YamlText.List(Labels(draft)));
        Line("marker", YamlText.Scalar(draft.Marker));
        page.Append("---\n");

        void Line(string key, string value) => page.Append($"{key}: {value}".TrimEnd()).Append('\n');
    }

    private static void WriteBlock(StringBuilder page, IssueBlock block)
    {
        page.Append('\n');
        if (block is IssueBlock.Paragraph paragraph)
            page.AppendJoin('\n', MarkdownText.EscapeLines(paragraph.Text)).Append('\n');
        else if (block is IssueBlock.Entries entries)
            page.AppendJoin("", entries.List.Select(entry => $"- {TextProfile.Markdown.Line(entry)}\n"));
        else if (block is IssueBlock.Facts facts)
        {
            foreach (var fact in facts.List)
                page.Append(Line(fact)).Append('\n');
        }
    }

    private static string Line(IssueFact fact) => $"- **{TextProfile.Markdown.Line(fact.Name)}**: {Value(fact)}";

    private static string Value(IssueFact fact) => fact.Kind switch
    {
        FactKind.Link => MarkdownText.Link(fact.Value),
        FactKind.Code => MarkdownText.Code(fact.Value),
        _ => TextProfile.Markdown.Line(fact.Value),
    };
}
