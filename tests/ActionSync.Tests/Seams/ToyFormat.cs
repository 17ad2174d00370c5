using System.Globalization;
using System.Text;
using ActionSync.Documents;
using ActionSync.Items;

namespace ActionSync.Tests.Seams;

/// <summary>
/// A document as a note: a line for the incident, <c>id: title</c>, and a line for each item, <c>title; owner; priority; day</c>. The least that the program
/// needs of a format.
/// </summary>
internal static class ToyFormat
{
    private const string Ending = ".toy";

    public static DocumentFormat Entry { get; } = new("a toy", [Ending], Read);

    private static ParsedFile Read(DocumentFile file)
    {
        var lines = Encoding.UTF8.GetString(file.Bytes.Span).TrimEnd().Split('\n');
        if (lines[0].Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } id, { Length: > 0 } title])
            return Wrong(new Problem(1, 1, "incident", "is no incident", "id: title"));
        var items = lines.Skip(1).Select(Item).ToList();
        return items.IndexOf(null) is var bad and >= 0
            ? Wrong(new Problem(bad + 2, 1, $"items[{bad}]", "is no item", "title; owner; priority; day"))
            : new ParsedFile(
                [new IncidentDocument { Incident = new IncidentBrief { Id = id, Title = title }, ActionItems = items!, Source = file.Bytes, Ending = Ending }],
                [], EndsTooEarly: false);
    }

    private static ActionItem? Item(string line) => line.Split(';', StringSplitOptions.TrimEntries) is [{ Length: > 0 } title, var owner, var priority, var day]
        ? new ActionItem
        {
            Title = title,
            Owner = owner,
            Priority = Priorities.ParseOrNull(priority),
            Deadline = Deadline.On(DateOnly.Parse(day, CultureInfo.InvariantCulture)),
        }
        : null;

    private static ParsedFile Wrong(Problem problem) => new([], [problem], EndsTooEarly: false);
}
