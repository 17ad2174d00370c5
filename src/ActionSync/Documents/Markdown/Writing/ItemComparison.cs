using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Writing;

/// <summary>
/// Tells whether an item that was read again is the one that was written. Markdown has no full stop at the end of a title, no mark before a name and no line
/// break within a detail; everything else has to be the same.
/// </summary>
internal static class ItemComparison
{
    /// <summary>What is not the same, as a sentence part; null where all is.</summary>
    public static string? Difference(ActionItem item, ActionItem? again)
    {
        if (again is null)
            return "no item would be read there, or one with the title of another";
        if (again.Title != Title(item.Title))
            return $"its title would be read as {Quoted.Of(again.Title)}";
        if (!Owners(again).SequenceEqual(Owners(item)))
            return $"its owner would be read as {Quoted.Of(string.Join(", ", Owners(again)))}";
        return Other("priority", item.Priority?.ToString(), again.Priority?.ToString())
            ?? Other("deadline", item.Deadline?.ToWord(), again.Deadline?.ToWord())
            ?? Other("status", item.Status?.ToWord(), again.Status?.ToWord())
            ?? Other("type", Line(item.Type), again.Type)
            ?? Other("url", item.Url, again.Url)
            ?? Other("ticket", item.Url is null ? Line(item.Ticket) : again.Ticket, again.Ticket)
            ?? (ItemLines.Said(item).SequenceEqual(ItemLines.Said(again)) ? null : "its details would be read as something else");
    }

    /// <summary>A title as Markdown has it.</summary>
    public static string Title(string title)
    {
        var line = Spaces.Single(title);
        while (HasStop(line))
            line = line[..^1].TrimEnd();
        return line;
    }

    private static bool HasStop(string line) => line.Length > 0
        && (line[^1] is ':' or ';' or ',' || (line[^1] is '.' or '。' && !line.EndsWith("...", StringComparison.Ordinal) && !IsAbbreviated(line)));

    private static bool IsAbbreviated(string line) => TitleReader.Finished(line) == line;

    private static IEnumerable<string> Owners(ActionItem item) =>
        (item.Owners.Count > 0 ? item.Owners : item.Owner is { } owner ? [owner] : []).Select(OwnerText.Clean);

    private static string? Line(string? text) => text is null ? null : Spaces.Single(text);

    private static string? Other(string name, string? written, string? read) =>
        written == read ? null : $"its {name} would be read as {(read is null ? "none" : Quoted.Of(read))}";
}
