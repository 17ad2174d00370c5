using ActionSync.Text;

namespace ActionSync.Trackers.Folder;

/// <summary>Notes at the foot of a page, each behind a hidden token that says it is there already.</summary>
internal static class BoardNote
{
    private const string Section = "## Notes";

    /// <summary>The text with the note, or null where it carries it already.</summary>
    /// <param name="owner">Who is addressed where the note mentions the owner.</param>
    public static string? Add(FrontMatter front, IssueNote note, string? owner, DateTimeOffset now)
    {
        // Escaped, no token can end the comment that hides it.
        var token = $"<!-- actionsync-note:{Uri.EscapeDataString(note.Token)} -->";
        if (front.Text.Contains(token, StringComparison.Ordinal))
            return null;
        string[] lines =
        [
            .. HasSection(front) ? Array.Empty<string>() : ["", Section],
            "",
            token,
            $"**actionsync, {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC**",
            "",
            .. MarkdownText.EscapeLines(note.MentionOwner && owner is not null ? $"{owner}: {note.Text}" : note.Text)
                .Select(line => $"> {line}".TrimEnd(' ') + (line.EndsWith("  ", StringComparison.Ordinal) ? "  " : "")),
        ];
        var start = front.Text.EndsWith('\n') ? "" : front.NewLine;
        return front.Text + start + string.Concat(lines.Select(line => line + front.NewLine));
    }

    private static bool HasSection(FrontMatter front)
    {
        var lines = new TextLines(front.Text, front.Close);
        while (lines.Next())
        {
            if (lines.Current.TrimEnd() is Section)
                return true;
        }
        return false;
    }
}
