using ActionSync.Items;
using ActionSync.Text;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// What a status means. The category decides whether an issue is closed, since names are translated; how it was closed is in the resolution's name (or, in
/// projects without resolutions, the status's): by what is configured for it, else by words of several languages.
/// </summary>
internal sealed class JiraStates(JiraOptions options)
{
    private const string DoneCategory = "done";

    private const int LongestName = 100;

    /// <summary>The state; null where the issue does not show it.</summary>
    public ItemState? Of(JiraIssue issue)
    {
        var status = issue.Fields.Status.Value;
        if (Configured(options.Statuses, status?.Name) is { } configured)
            return configured;
        return status?.Category switch
        {
            DoneCategory when issue.Labels.Contains(JiraMarkerLabels.Duplicate) => ItemState.Duplicate,
            DoneCategory when issue.Fields.Resolution.Is == Showing.Unreadable => null,
            DoneCategory => Closed(issue.Fields.Resolution.Value?.Name, status.Name),
            "indeterminate" => ItemState.InProgress,
            // "undefined" is Jira's "No Category".
            "new" or "undefined" => ItemState.Open,
            _ => null,
        };
    }

    public bool IsClosed(JiraIssue issue) => Of(issue)?.IsClosed() ?? issue.Fields.Status.Value?.Category == DoneCategory;

    /// <summary>Whether a transition leads to a closed status; null where it does not show where it leads.</summary>
    public bool? Closes(JiraTransition transition) =>
        Configured(options.Statuses, transition.To.Value?.Name) is { } configured ? configured.IsClosed()
        : transition.To.Value?.Category is { } category ? category == DoneCategory : null;

    /// <summary>Why the state of an issue cannot be told.</summary>
    public string Unread(JiraIssue issue) => issue.Fields switch
    {
        { Status.Value: null } fields => $"The state of {issue.Key} is not known: {fields.Status.Describe("fields.status")}.",
        { Status.Value: { Category: null } status } =>
            $"The state of {issue.Key} is not known: {status.StatusCategory.Describe("fields.status.statusCategory")}. {Advice(status.Name)}",
        { Resolution.Is: Showing.Unreadable } fields => $"How {issue.Key} was closed is not known: {fields.Resolution.Describe("fields.resolution")}.",
        var fields =>
            $"The state of {issue.Key} is not known: its status has the category \"{Named(fields.Status.Value!.Category!)}\". {Advice(fields.Status.Value.Name)}",
    };

    /// <summary>Whether a resolution fits a closed state.</summary>
    public bool Fits(string resolution, ItemState state) =>
        (Configured(options.Resolutions, resolution) ?? JiraClosingWords.Read(resolution) ?? ItemState.Done) == state;

    /// <summary>Whether a transition fits a closed state.</summary>
    public bool Fits(JiraTransition transition, ItemState state)
    {
        var to = transition.To.Value?.Name;
        return (Configured(options.Statuses, to) ?? JiraClosingWords.Read($"{transition.Name} {to}") ?? ItemState.Done) == state;
    }

    /// <summary>Whether something says what a resolution means.</summary>
    public bool Knows(string resolution) => Configured(options.Resolutions, resolution) is not null || JiraClosingWords.Read(resolution) is not null;

    /// <summary>What to set for a resolution that nothing covers.</summary>
    public string ResolutionAdvice(string resolution) =>
        $"Set Trackers:{options.Name}:Resolutions, as in {{\"{Named(resolution)}\": \"wont_do\"}} (done, wont_do or duplicate).";

    private ItemState Closed(string? resolution, string? status)
    {
        if (Configured(options.Resolutions, resolution) is { } configured)
            return configured;
        var byResolution = JiraClosingWords.Read(resolution ?? "") ?? ItemState.Done;
        return byResolution != ItemState.Done ? byResolution : JiraClosingWords.Read(status ?? "") ?? ItemState.Done;
    }

    private string Advice(string? status) => $"Set Trackers:{options.Name}:Statuses, as in {{\"{Named(status ?? "its name")}\": \"in_progress\"}}.";

    /// <summary>A name as people see it: on one line, and no longer than a name is.</summary>
    public static string Named(string name) => PlainText.Line(name, LongestName);

    private static ItemState? Configured(IReadOnlyDictionary<string, string> map, string? name) =>
        name is not null && map.FirstOrDefault(entry => entry.Key.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).Value is { } word
            ? JiraStateWords.Read(word)
            : null;
}

/// <summary>Our own words for states, as <c>Resolutions</c> and <c>Statuses</c> take them.</summary>
internal static class JiraStateWords
{
    public const string Closed = "done, wont_do or duplicate";

    public const string All = "open, in_progress, done, wont_do or duplicate";

    public static ItemState? Read(string word) => word.Trim().ToLowerInvariant() switch
    {
        "open" => ItemState.Open,
        "in_progress" => ItemState.InProgress,
        "done" => ItemState.Done,
        "wont_do" => ItemState.WontDo,
        "duplicate" => ItemState.Duplicate,
        _ => null,
    };
}
