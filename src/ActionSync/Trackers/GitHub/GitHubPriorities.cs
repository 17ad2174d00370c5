using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>Reads an issue's priority out of the field, the labels and the line that we wrote.</summary>
internal sealed class GitHubPriorities(GitHubOptions options)
{
    /// <summary>
    /// Where field, label and the line that we wrote disagree, a person changed the one that differs from the line. What stands in words that are not
    /// known is no priority taken away.
    /// </summary>
    /// <param name="createdByUs">Our own account made the issue, with a priority.</param>
    public FieldReading<Priority> Of(GitHubIssueDto issue, bool createdByUs)
    {
        var line = GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Priority);
        var written = InLine(line);
        var option = Option(issue);
        var field = GitHubWords.PriorityOfOption(option, written);
        var labels = issue.Labels.Select(label => label.Name).OfType<string>().ToArray();
        var labelled = labels.Select(GitHubWords.PriorityOf).OfType<Priority>().ToArray();
        Priority? label = labelled.Length == 0 ? null : labelled.FirstOrDefault(p => p != written, labelled[0]);
        if (field != written && field is not null)
            return FieldReading<Priority>.Of(field.Value);
        if (label != written && label is not null)
            return FieldReading<Priority>.Of(label.Value);
        if (option is not null && field is null)
            return Unknown($"the field \"{options.PriorityField}\" holds \"{Short(option)}\", which stands for no priority. Choose Urgent, High, Medium or Low, or set PriorityField to another field");
        if (labelled.Length == 0 && labels.FirstOrDefault(GitHubWords.IsPriorityLabel) is { } odd)
            return Unknown($"the label \"{Short(odd)}\" names no priority. Use one of \"{GitHubWords.PriorityLabel(Priority.P0)}\" to \"{GitHubWords.PriorityLabel(Priority.P4)}\"");
        if ((written ?? field ?? label) is { } known)
            return FieldReading<Priority>.Of(known);
        if (line is not null)
            return Unknown($"the line \"{GitHubBodyFacts.Priority}: {Short(line)}\" of the issue names no priority. Begin it with {Priorities.Known}");
        return createdByUs || !issue.ShowsBody
            ? Unknown($"neither a label nor the text of the issue names a priority any more. Add the label \"{GitHubWords.PriorityLabel(Priority.P1)}\" or another such")
            : FieldReading<Priority>.None;
    }

    /// <summary>The priority that a line begins with, whatever people wrote behind it.</summary>
    private static Priority? InLine(string? line) =>
        line?.Trim('*', '`', '_', ' ', '\t').Split([' ', '\t', '(', ',', ';', '.', ':', '*', '`'], 2) is [var word, ..] ? Priorities.ParseOrNull(word) : null;

    private string? Option(GitHubIssueDto issue) =>
        issue.IssueFieldValues?.FirstOrDefault(value => options.PriorityField.Equals(value?.Name, StringComparison.OrdinalIgnoreCase))?.Text;

    private static string Short(string text) => PlainText.Line(text, 100);

    private static FieldReading<Priority> Unknown(string why) => FieldReading<Priority>.Unknown(why);
}
