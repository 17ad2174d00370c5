using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Folder;

/// <summary>Reads the keys of a front matter, and collects every word that cannot be understood.</summary>
internal sealed class BoardFields(FrontMatter front, TimeZoneInfo zone)
{
    private const string Snooze = "snooze_until";

    private static readonly string[] Nothing = ["none", "-", "nobody", "unassigned", "n/a"];

    private static readonly (ItemField Field, string Key)[] Keys =
        [(ItemField.Title, "title"), (ItemField.Owner, "owner"), (ItemField.Priority, "priority"), (ItemField.Deadline, "deadline"),
            (ItemField.State, "status")];

    private readonly List<LineProblem> _problems = [.. front.Problems];

    public BoardFile Read()
    {
        var file = new BoardFile
        {
            Marker = Text("marker"),
            Key = Text("id"),
            Incident = Text("incident"),
            Title = Text("title") is { } title ? PlainText.Line(title) : Heading() ?? "",
            State = Word("status", Text("status"), value => BoardWords.State(value), $"status is one of {BoardWords.States}") ?? ItemState.Open,
            Owner = Owner(),
            Priority = Word("priority", Optional("priority"), value => Priorities.ParseOrNull(value), $"priority is one of {Priorities.Known}"),
            Deadline = Word("deadline", Optional("deadline"), value => BoardWords.Deadline(value, zone), $"deadline is {BoardWords.Deadlines}"),
            SnoozeUntil = Word(Snooze, Optional(Snooze), BoardWords.Day, "snooze_until is a day (2024-01-22)"),
            Labels = Labels(),
        };
        if (file.Title.Length == 0)
            _problems.Add(new(front["title"]?.Line ?? 1, "the title is empty", "write it as title: \"...\"", "title"));
        if (front["status"] is { Text: null, Problem: null, IsOther: false, Items: null } status)
            _problems.Add(new(status.Line, "the status is empty", $"status is one of {BoardWords.States}", "status"));
        if (front["status"] is null)
            _problems.Add(new(1, "there is no status", $"write a line status: ..., which is one of {BoardWords.States}", "status"));
        _problems.Sort((one, other) => one.Line.CompareTo(other.Line));
        return file with { Problems = _problems, Unread = [.. Unread(file)], IsSnoozeUnread = ProblemOf(Snooze, front[Snooze] is not null) is not null };
    }

    /// <summary>Fields whose value cannot be read, or whose line may be one of those that cannot.</summary>
    private IEnumerable<FieldProblem> Unread(BoardFile file)
    {
        foreach (var (field, key) in Keys)
        {
            var isTold = front[key] is not null || (field == ItemField.Title && file.Title.Length > 0);
            if (ProblemOf(key, isTold) is { } problem)
                yield return new FieldProblem(field, problem);
        }
    }

    /// <summary>Why a key's value cannot be read; a key that is nowhere may stand in a line that cannot.</summary>
    private LineProblem? ProblemOf(string key, bool isTold) =>
        _problems.Find(p => key.Equals(p.Key, StringComparison.OrdinalIgnoreCase)) ?? (isTold ? null : _problems.Find(p => p.Key is null));

    private string? Owner()
    {
        if (Optional("owner") is not { } text)
            return null;
        if (!text.Any(char.IsLetterOrDigit))
            _problems.Add(new(front["owner"]!.Line, $"owner \"{PlainText.Line(text, 60)}\" is nobody", "owner is an address or a name, or empty", "owner"));
        return PlainText.Line(Person(text));
    }

    private string? Text(string key)
    {
        var entry = front[key];
        if (entry is { Items: not null } or { IsOther: true })
            _problems.Add(new(entry.Line, $"\"{key}\" is not one text", $"write it as {key}: \"...\"", key));
        return string.IsNullOrWhiteSpace(entry?.Text) ? null : entry.Text;
    }

    private string? Optional(string key) => Text(key) is { } text && !Nothing.Contains(text, StringComparer.OrdinalIgnoreCase) ? text : null;

    private T? Word<T>(string key, string? text, Func<string, T?> read, string right) where T : struct
    {
        if (text is null)
            return null;
        var value = read(text);
        if (value is null)
            _problems.Add(new(front[key]!.Line, $"{key} \"{PlainText.Line(text, 60)}\" is not known", right, key));
        return value;
    }

    private IReadOnlyList<string> Labels() => front["labels"] switch
    {
        { Items: { } items } => items,
        { Text: { } text } => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };

    // Somebody took the title line out: the heading says the same.
    private string? Heading()
    {
        var lines = new TextLines(front.Text, front.Close);
        while (lines.Next())
        {
            if (lines.Current.StartsWith("# "))
                return PlainText.Line(MarkdownText.Unescape(lines.Current[2..].ToString()));
        }
        return null;
    }

    // "@alice" is how people write a name in many a tool.
    private static string Person(string owner) => owner.StartsWith('@') && owner.Length > 1 && owner.IndexOf('@', 1) < 0 ? owner[1..] : owner;
}
