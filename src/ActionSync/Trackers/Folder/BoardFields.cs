using ActionSync.Items;

namespace ActionSync.Trackers.Folder;

/// <summary>Reads the keys of a front matter, and collects every word that cannot be understood.</summary>
internal sealed class BoardFields(FrontMatter front)
{
    private static readonly string[] Nothing = ["none", "-", "nobody", "unassigned", "n/a"];

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
            Owner = Optional("owner") is { } owner ? PlainText.Line(Person(owner)) : null,
            Priority = Word("priority", Optional("priority"), value => Priorities.ParseOrNull(value), $"priority is one of {Priorities.Known}"),
            Deadline = Word("deadline", Optional("deadline"), BoardWords.Deadline, $"deadline is {BoardWords.Deadlines}"),
            SnoozeUntil = Word("snooze_until", Optional("snooze_until"), BoardWords.Day, "snooze_until is a day (2024-01-22)"),
            Labels = Labels(),
        };
        if (file.Title.Length == 0)
            _problems.Add(new(front["title"]?.Line ?? 1, "the title is empty", "write it as title: \"...\""));
        if (front["status"] is { Text: null, Problem: null, IsOther: false, Items: null } status)
            _problems.Add(new(status.Line, "the status is empty", $"status is one of {BoardWords.States}"));
        return file with { Problems = [.. _problems.OrderBy(problem => problem.Line)] };
    }

    private string? Text(string key)
    {
        var entry = front[key];
        if (entry is { Items: not null } or { IsOther: true })
            _problems.Add(new(entry.Line, $"\"{key}\" is not one text", $"write it as {key}: \"...\""));
        return string.IsNullOrWhiteSpace(entry?.Text) ? null : entry.Text;
    }

    private string? Optional(string key) => Text(key) is { } text && !Nothing.Contains(text, StringComparer.OrdinalIgnoreCase) ? text : null;

    private T? Word<T>(string key, string? text, Func<string, T?> read, string right) where T : struct
    {
        if (text is null)
            return null;
        var value = read(text);
        if (value is null)
            _problems.Add(new(front[key]!.Line, $"{key} \"{TextCut.AtWord(PlainText.Line(text), 60)}\" is not known", right));
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
                return PlainText.Line(lines.Current[2..].ToString().Replace("\\", "", StringComparison.Ordinal));
        }
        return null;
    }

    // "@alice" is how people write a name in many a tool.
    private static string Person(string owner) => owner.StartsWith('@') && owner.Length > 1 && owner.IndexOf('@', 1) < 0 ? owner[1..] : owner;
}
