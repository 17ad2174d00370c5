using ActionSync.Documents.Messages;

namespace ActionSync.Commands;

/// <summary>
/// Lines that GitHub Actions turns into annotations of a pull request
/// (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions): errors, warnings and, for advice, notices.
/// </summary>
internal static class GitHubAnnotations
{
    public static IEnumerable<string> Of(IReadOnlyList<CheckedFile> files)
    {
        foreach (var file in files)
        {
            foreach (var problem in file.Parsed.Problems)
                yield return Line("error", file.File, problem.Line, problem.Column, problem.Why, problem.PlacedSentence);
            foreach (var warning in file.Warnings)
            {
                var column = file.Parsed.ColumnOf(warning) ?? 0;
                yield return Line("warning", file.File, warning.Line, column, warning.Why, WarningText.Of(warning, file.Parsed.Words));
            }
            foreach (var advice in file.Advice)
                yield return Line("notice", file.File, advice.Line, advice.Column ?? 0, advice.Why, advice.Text);
        }
    }

    private static string Line(string level, string file, int line, int column, string title, string message) =>
        $"::{level} file={Property(file)}{(line > 0 ? $",line={line}" : "")}{(column > 0 ? $",col={column}" : "")},title={Property(title)}::{Data(message)}";

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
