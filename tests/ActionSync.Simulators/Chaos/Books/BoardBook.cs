using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Books;

/// <summary>The folder of Markdown files, read line by line as a person would.</summary>
internal sealed class BoardBook(string folder) : ITrackerBook
{
    public string Service => "board";

    public IReadOnlyList<BookIssue> Read() => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Select(Describe).OfType<BookIssue>()];

    public void Close(BookIssue issue, string state) => Set(issue, "status", state);

    public void Change(BookIssue issue, Field field, string value) => Set(issue, field.ToString().ToLowerInvariant(), value);

    /// <summary>As an editor saves: a new file in place of the old one.</summary>
    private void Set(BookIssue issue, string key, string value)
    {
        var path = Path.Combine(folder, issue.Number);
        var lines = File.ReadAllLines(path);
        lines[Array.FindIndex(lines, line => line.StartsWith($"{key}:", StringComparison.Ordinal))] = $"{key}: {value}";
        var saved = $"{path}.person.tmp";
        try
        {
            File.WriteAllLines(saved, lines);
            File.Move(saved, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(saved);
            throw;
        }
    }

    private BookIssue? Describe(string path)
    {
        var lines = File.ReadAllLines(path);
        return Wording.TokenOf(Value(lines, "title")) is not { } token ? null : new BookIssue(
            Path.GetRelativePath(folder, path), token, Value(lines, "title").Trim('"', '\''), Value(lines, "priority"), Value(lines, "deadline"),
            Value(lines, "status"), Value(lines, "labels").Contains("withdrawn", StringComparison.Ordinal));
    }

    private static string Value(string[] lines, string key) =>
        Array.Find(lines, line => line.StartsWith($"{key}:", StringComparison.Ordinal))?[(key.Length + 1)..].Trim() ?? "";
}
