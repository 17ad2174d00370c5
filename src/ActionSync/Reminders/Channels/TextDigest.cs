using System.Text;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels;

/// <summary>The digest as plain text; lines end with a line feed.</summary>
internal static class TextDigest
{
    // A message for people, not an archive: what is beyond is counted.
    public const int MostEntries = 200;

    private const int Width = 72;

    public static string Render(DigestView view)
    {
        var text = new StringBuilder();
        text.Append(view.Greeting).Append("\n\n").Append(view.Summary).Append('\n');
        foreach (var remark in view.Remarks)
            text.Append(remark).Append('\n');
        var left = MostEntries;
        foreach (var section in view.Sections.Where(s => left > 0))
        {
            var heading = $"{section.Heading} ({section.Entries.Count})";
            text.Append('\n').Append(heading.ToUpperInvariant()).Append('\n').Append('-', heading.Length).Append('\n');
            foreach (var entry in section.Entries.Take(left))
                Append(text, entry);
            left -= Math.Min(left, section.Entries.Count);
        }
        var more = view.Sections.Sum(s => s.Entries.Count) - MostEntries;
        if (more > 0)
            text.Append($"\n... and {more} more.\n");
        AppendMentions(text, view);
        text.Append("\n-- \n").Append(view.Footer).Append('\n');
        if (view.Unsubscribe is { } address)
            Append(text, "", new NamedLink(DigestView.UnsubscribeLabel, address));
        return text.ToString();
    }

    private static void Append(StringBuilder text, EntryView entry)
    {
        text.Append("\n* ").Append(Directions.Isolate(entry.Title)).Append('\n');
        text.Append("  ").Append(entry.Age).Append(" (").Append(entry.Due).Append(")\n");
        text.Append("  ").Append(entry.Incident).Append('\n');
        string?[] lines = [entry.People, .. entry.Notes, entry.ToDo];
        foreach (var line in lines.OfType<string>())
            text.Append("  ").Append(line).Append('\n');
        text.Append("  ").Append(entry.Link ?? entry.Issue).Append('\n');
        foreach (var link in entry.Links)
            Append(text, "  ", link);
    }

    /// <summary>A long address has a line of its own, which mail programs leave whole.</summary>
    private static void Append(StringBuilder text, string indent, NamedLink link)
    {
        var isShort = indent.Length + link.Label.Length + 2 + link.Address.Length <= Width;
        text.Append(indent).Append(link.Label).Append(isShort ? ": " : $":\n{indent}").Append(link.Address).Append('\n');
    }

    private static void AppendMentions(StringBuilder text, DigestView view)
    {
        if (view.AlsoOverdue.Count == 0)
            return;
        text.Append('\n').Append(DigestView.AlsoOverdueHeading.ToUpperInvariant()).Append('\n').Append('-', DigestView.AlsoOverdueHeading.Length).Append('\n');
        foreach (var mention in view.AlsoOverdue)
            text.Append($"\n* {mention.Priority}  {Directions.Isolate(mention.Title)} ({mention.Age})\n  {mention.Link ?? mention.Issue}\n");
        if (view.MoreAlsoOverdue > 0)
            text.Append($"\n... and {view.MoreAlsoOverdue} more.\n");
    }
}
