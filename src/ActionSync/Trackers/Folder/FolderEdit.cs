using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Folder;

/// <summary>
/// Puts a patch into a file that people edit, too: a field that is no longer what we last saw was changed by somebody, and stays.
/// </summary>
/// <param name="Text">The new text; null where nothing is to be written.</param>
/// <param name="Remarks">What was not written, and why.</param>
/// <param name="Refusal">Why nothing can be written at all.</param>
internal sealed record FolderEdit(string? Text, IReadOnlyList<string> Remarks, string? Refusal = null)
{
    private const string WithdrawnLabel = "withdrawn";

    public static FolderEdit Refused(string reason) => new(null, [], reason);

    /// <param name="seen">The file as it was when it was last reported.</param>
    /// <param name="now">The same file as it is.</param>
    /// <param name="zone">Where a deadline's hour is told.</param>
    public static FolderEdit Of(FrontMatter front, BoardFile seen, BoardFile now, IssuePatch patch, TimeZoneInfo zone)
    {
        var values = new List<(string Key, string Yaml)>();
        var remarks = new List<string>();
        if (patch.Title is { } title)
            Consider(ItemField.Title, "title", seen.Title, now.Title, PlainText.Line(title), YamlText.Scalar(title));
        if (patch.Owner is { } owner)
            Consider(ItemField.Owner, "owner", seen.Owner, now.Owner, owner.To, YamlText.Scalar(owner.To));
        if (patch.Priority is { } priority)
            Consider(ItemField.Priority, "priority", seen.Priority, now.Priority, priority, priority.ToString());
        if (patch.Deadline is { } deadline)
            Consider(ItemField.Deadline, "deadline", seen.Deadline, now.Deadline, deadline.To, deadline.To?.ToText(zone) ?? "");
        if (patch.State is { } state)
            ConsiderState(state);
        var flag = patch.Withdrawn is { } withdrawn && withdrawn != now.Labels.Contains(WithdrawnLabel, StringComparer.OrdinalIgnoreCase);
        if (values.Count == 0 && !flag)
            return new(null, remarks);
        var text = FrontMatterEdit.Set(front, values);
        if (flag && text is not null)
            text = FrontMatterEdit.SetItem(FrontMatter.Read(text)!, "labels", WithdrawnLabel, [.. Labels(now, patch.Withdrawn == true)]);
        if (text is null)
            return new(null, remarks, "its front matter cannot be changed without changing what else it says; put each key on a line of its own");
        if (values.Exists(value => value.Key == "title"))
            text = WithLine(text, FolderBody.Heading(now.Title), FolderBody.Heading(patch.Title!));
        if (values.Exists(value => value.Key == "deadline") && (now.Deadline, patch.Deadline!.To) is ({ } before, { } after))
        {
            var told = FolderBody.DeadlineLine(after, IssueText.FromDocument, zone);
            text = WithLine(text, FolderBody.DeadlineLine(before, IssueText.FromDocument, zone), told);
            text = WithLine(text, FolderBody.DeadlineLine(before, IssueText.FromDefault, zone), told);
        }
        return new(text, remarks);

        void Consider<T>(ItemField field, string key, T? before, T? current, T? wanted, string yaml)
        {
            if (now.Unread.Any(u => u.Field == field))
                remarks.Add($"{key}: what is there cannot be read, so it was left as it is");
            else if (EqualityComparer<T?>.Default.Equals(current, wanted))
                return;
            else if (EqualityComparer<T?>.Default.Equals(current, before))
                values.Add((key, yaml));
            else
                remarks.Add($"{key}: somebody has just changed it in the file, so it was left as it is");
        }

        void ConsiderState(ItemState wanted)
        {
            if (now.State.IsClosed() && !wanted.IsClosed() && !patch.IsByPerson)
                remarks.Add("status: the issue is closed, and a closed issue is not reopened");
            else
                Consider(ItemField.State, "status", seen.State, now.State, wanted, wanted.ToWord());
            if (wanted == ItemState.Duplicate && patch.DuplicateOf is { } original && values.Exists(value => value.Key == "status"))
                values.Add(("duplicate_of", YamlText.Scalar(original.Number)));
        }
    }

    private static IEnumerable<string> Labels(BoardFile now, bool withdrawn) => withdrawn
        ? now.Labels.Append(WithdrawnLabel)
        : now.Labels.Where(label => !label.Equals(WithdrawnLabel, StringComparison.OrdinalIgnoreCase));

    // Only a line that is still exactly ours follows what it tells.
    private static string WithLine(string text, string before, string after)
    {
        var lines = new TextLines(text, FrontMatter.Read(text)!.Close);
        while (lines.Next())
        {
            if (lines.Current.SequenceEqual(before))
                return text[..lines.Start] + after + text[lines.End..];
        }
        return text;
    }
}
