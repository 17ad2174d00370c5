using System.Text;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Folder;

/// <summary>A new issue as a Markdown page: front matter for what changes, and below it what a reader needs to understand the item.</summary>
internal static class FolderBody
{
    private const string OurLabel = "actionsync";
    /// <summary>How people close the item, hand it over, postpone it and silence it.</summary>
    private const string HowTo =
        "Done? Set `status:` above to `done` or `wont_do`; while it is open it is `open` or `in_progress`. Not yours? Change `owner:`.  \n"
        + "Later? Change `deadline:`. Not now? A line `snooze_until: YYYY-MM-DD` above stops reminders until that day.";

    /// <param name="folder">The folder of the page, for a link that works from there.</param>
    /// <param name="zone">Where a deadline's hour is told.</param>
    public static string Write(IssueDraft draft, string folder, TimeZoneInfo zone)
    {
        var page = new StringBuilder();
        WriteFrontMatter(page, draft, zone);
        page.Append('\n').Append(Heading(draft.Title)).Append("\n\n").Append(HowTo).Append('\n');
        foreach (var section in IssueText.Of(draft, zone, shownTitle: null).Sections
            .Select(section => section.Topic == IssueTopic.Task ? BesideFields(section, draft) : section)
            .Where(section => section.Blocks.Count > 0))
        {
            page.Append("\n## ").Append(section.Heading).Append('\n');
            foreach (var block in section.Blocks)
                WriteBlock(page, block);
            if (section.Topic == IssueTopic.Links && PathFrom(folder, draft.ArchiveFolder) is { } path)
                page.Append($"- **Its documents and receipt**: {LinkToFolder(path)}\n");
        }
        return page.ToString();
    }

    /// <summary>
    /// Of the task, what stands neither in the heading nor in the front matter, where people change it: told twice, they would soon contradict each other.
    /// </summary>
    private static IssueSection BesideFields(IssueSection task, IssueDraft draft) => task with
    {
        Blocks =
        [
            .. task.Blocks.Where(block => block is not IssueBlock.Facts),
            .. task.Blocks.OfType<IssueBlock.Facts>().Select(facts => new IssueBlock.Facts([.. facts.List.Where(fact => !fact.IsField)]))
                .Where(facts => facts.List.Count > 0),
            .. draft.Defaults.Count == 0 ? Array.Empty<IssueBlock>()
                : [new IssueBlock.Paragraph($"The {string.Join(" and the ", draft.Defaults.Select(field => field.ToWord()))} above: {IssueText.FromDefault}.")],
        ],
    };

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
                page.Append($"- **{TextProfile.Markdown.Line(fact.Name)}**: {Value(fact)}\n");
        }
    }

    private static string Value(IssueFact fact) => fact.Kind switch
    {
        FactKind.Link => MarkdownText.Link(fact.Value),
        FactKind.Code => MarkdownText.Code(fact.Value),
        _ => TextProfile.Markdown.Line(fact.Value),
    };

    /// <summary>From the page to a folder beside the board; null where that one lies elsewhere, since how this server is laid out concerns no reader.</summary>
    private static string? PathFrom(string folder, string other) =>
        Path.GetRelativePath(folder, other).Replace('\\', '/') is var path && !Path.IsPathRooted(path) && !path.StartsWith("../../", StringComparison.Ordinal)
            ? path : null;

    private static string LinkToFolder(string path) =>
        $"[{TextProfile.Markdown.Line(path)}](<{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}/>)";
}
