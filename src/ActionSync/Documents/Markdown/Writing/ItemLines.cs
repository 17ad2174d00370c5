using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Writing;

/// <summary>One item as a row of a table or as an entry of a list.</summary>
internal static class ItemLines
{
    private const string OwnSection = "#action-items";

    /// <summary>The names of the columns of a table of these items.</summary>
    public static IReadOnlyList<string> Header(IReadOnlyList<ActionItem> items) =>
    [
        "Action item", "Owner", "Priority", "Due", "Status",
        .. items.Any(item => item.Type is not null) ? ["Type"] : Array.Empty<string>(),
        .. items.Any(item => Ticket(item) is not null) ? ["Ticket"] : Array.Empty<string>(),
        .. Enumerable.Range(1, items.Max(item => Said(item).Count)).Select(n => n == 1 ? "Details" : $"Details {n}"),
    ];

    public static string Row(ActionItem item, ItemForm form, IReadOnlyList<string> header)
    {
        var details = Said(item);
        var cells = header.Select((name, n) => name switch
        {
            "Action item" => form == ItemForm.NamelessRow ? "" : Title(item, form == ItemForm.LinkedRow),
            "Owner" => Owners(item),
            "Priority" => item.Priority?.ToString() ?? "",
            "Due" => Due(item) ?? "",
            "Status" => Status(item) ?? "",
            "Type" => PlainMarkdown.Of(item.Type ?? ""),
            "Ticket" => Ticket(item) ?? "",
            _ => n - (header.Count - DetailColumns(header)) is var detail && detail < details.Count ? PlainMarkdown.Of(details[detail]) : "",
        });
        return Line(cells);
    }

    public static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    public static IEnumerable<string> Entry(ActionItem item, ItemForm form)
    {
        var box = item.Status switch { ItemState.Open => "[ ] ", ItemState.Done => "[x] ", _ => "" };
        yield return $"- {box}{Title(item, form != ItemForm.Entry)}";
        if (item.Owner is not null)
            yield return $"  - Owner: {Owners(item)}";
        if (item.Priority is { } priority)
            yield return $"  - Priority: {priority}";
        if (Due(item) is { } due)
            yield return $"  - Due: {due}";
        if (box.Length == 0 && Status(item) is { } status)
            yield return $"  - State: {status}";
        if (item.Type is { } type)
            yield return $"  - Type: {PlainMarkdown.Of(type)}";
        if (Ticket(item) is { } ticket)
            yield return $"  - Tracking issue: {ticket}";
        foreach (var detail in Said(item))
            yield return $"  {(form == ItemForm.GuardedEntry ? "######" : "-")} {PlainMarkdown.Of(detail)}";
    }

    /// <summary>The details, each on one line.</summary>
    public static IReadOnlyList<string> Said(ActionItem item) => [.. item.Details.Select(Spaces.Single).Where(detail => detail.Length > 0)];

    private static int DetailColumns(IReadOnlyList<string> header) => header.Count(name => name.StartsWith("Details", StringComparison.Ordinal));

    private static string Title(ActionItem item, bool isLinked) =>
        isLinked ? $"[{PlainMarkdown.Of(item.Title)}]({OwnSection})" : PlainMarkdown.Of(item.Title);

    private static string Owners(ActionItem item) =>
        string.Join(", ", (item.Owners.Count > 0 ? item.Owners : item.Owner is { } owner ? [owner] : []).Select(PlainMarkdown.Of));

    private static string? Due(ActionItem item) =>
        item.WrittenDeadline is { } written && IsoTime.Parse(written).Time is not null ? written : item.Deadline?.ToWord();

    private static string? Status(ActionItem item) => item.Status switch
    {
        null => null,
        ItemState.InProgress => "in progress",
        ItemState.WontDo => "won't do",
        { } state => state.ToWord(),
    };

    private static string? Ticket(ActionItem item) =>
        item.Url is { } url ? $"<{url.Replace("|", "\\|", StringComparison.Ordinal)}>" : item.Ticket is { } key ? PlainMarkdown.Of(key) : null;
}
