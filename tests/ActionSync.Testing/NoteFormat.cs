using System.Globalization;
using System.Text;
using ActionSync.Documents;
using ActionSync.Hosting;
using ActionSync.Items;

namespace ActionSync.Testing;

/// <summary>
/// A document as teams write them, as small as it can be: a title, perhaps a line <c>date:</c>, <c>severity:</c> or <c>id:</c>, perhaps <c>actions:</c> and a
/// bullet for each item. What the reader makes of a bullet can be changed, as a later version of a format does.
/// </summary>
internal static class NoteFormat
{
    public const string Ending = ".note";

    /// <summary>The program with this format beside its own.</summary>
    public static Catalog Listed { get; } = With(title => title);

    /// <summary>The same by a version that reads titles otherwise.</summary>
    public static Catalog With(Func<string, string> readTitle) =>
        new(
            [.. Catalog.Default.Formats, new DocumentFormat("a note", [Ending], file => Read(file, readTitle))],
            Catalog.Default.Trackers, Catalog.Default.Channels);

    /// <summary>A note of a day with these items.</summary>
    public static string Of(string title, string? date, params string[] items) =>
        string.Join('\n', [title, .. date is null ? [] : new[] { $"date: {date}" }, "actions:", .. items.Select(item => $"- {item}")]);

    private static ParsedFile Read(DocumentFile file, Func<string, string> readTitle)
    {
        var text = Encoding.UTF8.GetString(file.Bytes.Span);
        if (text.StartsWith("refuse", StringComparison.Ordinal))
            return new ParsedFile([], [new Problem(1, 1, "", "is refused", "anything else")], EndsTooEarly: false);
        return new ParsedFile([.. text.Split("\n===\n").Select(part => ReadOne(part, readTitle))], [], EndsTooEarly: false);
    }

    private static IncidentDocument ReadOne(string part, Func<string, string> readTitle)
    {
        var lines = part.TrimEnd().Split('\n');
        var (id, date, severity) = (Value(lines, "id: "), Value(lines, "date: "), Value(lines, "severity: "));
        var bullets = lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]).ToList();
        return new IncidentDocument
        {
            Incident = new IncidentBrief
            {
                Id = id ?? "",
                Title = lines[0],
                Severity = severity,
                DeclaredAt = date is null ? null : DateTimeOffset.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            },
            Written = new WrittenIncident(id, lines[0], severity, date),
            ActionItems = lines.Contains("actions:")
                ? [.. bullets.Where(title => title != "TBD").Select(title => new ActionItem { Title = readTitle(title) })] : null,
            Warnings = [.. bullets.Where(title => title == "TBD").Select(title => new Warning(1, Warning.Placeholder, title))],
            Source = Encoding.UTF8.GetBytes(part),
            Ending = Ending,
        };
    }

    private static string? Value(IEnumerable<string> lines, string key) =>
        lines.FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}
