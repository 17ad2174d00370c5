using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Reads an issue's deadline out of the field, the milestone or the body's line. What is not shown or not understood is not known; only what is surely
/// empty was taken away by somebody.
/// </summary>
internal sealed class GitHubDeadlines(GitHubOptions options, TimeZoneInfo zone)
{
    /// <param name="createdByUs">Our own account wrote the issue, and with it the lines that tell where the deadline lives.</param>
    /// <param name="fields">The organisation's fields as they are now; null where nobody asked.</param>
    public FieldReading<Deadline> Of(GitHubIssueDto issue, bool createdByUs, GitHubFieldSet? fields)
    {
        if (!issue.ShowsBody && options.DeadlineIn != DeadlinePlace.Milestone && Entry(issue) is null)
            return Unknown("GitHub does not show the text of the issue, in which its deadline may stand");
        if (LooksAtField(issue) && Entry(issue) is { } entry)
            return OfEntry(entry);
        if (Line(issue) is { } line)
        {
            return MayHideField(issue) && issue.IssueFieldValues is null && fields?.Deadline is not null
                ? Unknown(NotShown)
                : GitHubDeadlineLine.Read(line, zone);
        }
        if (options.DeadlineIn == DeadlinePlace.Milestone || DueMilestone(issue) is not null)
            return OfMilestone(issue);
        return MayHideField(issue) ? WithoutEntry(issue, createdByUs, fields) : WithoutLine(issue, createdByUs);
    }

    /// <summary>Whether the organisation's fields tell if this issue's deadline was taken away, or that there may be one that is not shown.</summary>
    public bool DependsOnFields(GitHubIssueDto issue) =>
        issue.ShowsBody && MayHideField(issue) && options.DeadlineIn != DeadlinePlace.Milestone && DueMilestone(issue) is null
        && Entry(issue) is null && (Line(issue) is null || issue.IssueFieldValues is null);

    /// <summary>Whether this issue had its deadline in the field when it was made.</summary>
    public static bool LivesInField(GitHubIssueDto issue) =>
        AtFirst(issue) is { } line && GitHubDeadlineLine.Read(line, TimeZoneInfo.Utc).Value is not null;

    private bool LooksAtField(GitHubIssueDto issue) =>
        options.DeadlineIn is DeadlinePlace.Auto or DeadlinePlace.Field || (AtFirst(issue) is not null && options.DeadlineIn != DeadlinePlace.Milestone);

    /// <summary>A field that is not shown may hold the deadline all the same; a pull request's fields, which are made for issues, hold none.</summary>
    private bool MayHideField(GitHubIssueDto issue) => LooksAtField(issue) && issue.PullRequest is null;

    private FieldReading<Deadline> OfEntry(GitHubFieldValueDto entry)
    {
        if (entry.IsEmpty)
            return FieldReading<Deadline>.None;
        return Deadline.ParseOrNull(entry.Text) is { } day
            ? FieldReading<Deadline>.Of(day)
            : Unknown($"the field \"{options.DeadlineField}\" holds {(entry.Text is { } text ? $"\"{PlainText.Line(text, 100)}\"" : "something")}, which is no date. Set a date there");
    }

    private FieldReading<Deadline> WithoutEntry(GitHubIssueDto issue, bool createdByUs, GitHubFieldSet? fields) => fields switch
    {
        { IsShown: true, Deadline: not null } => issue.IssueFieldValues is not null
            ? FieldReading<Deadline>.None
            : Unknown(NotShown),
        { IsShown: true } when AtFirst(issue) is null => WithoutLine(issue, createdByUs),
        { IsShown: true } => Unknown(NoField) with { FieldIsGone = true },
        _ when AtFirst(issue) is null && issue.IssueFieldValues is null => WithoutLine(issue, createdByUs),
        _ => Unknown($"GitHub does not say whether there still is a field \"{options.DeadlineField}\". Let the token read the organisation's issue fields"),
    };

    private string NotShown => $"GitHub does not show the issue's fields, \"{options.DeadlineField}\" among them. Let the token read them";

    /// <summary>Why a deadline that lives in a field cannot be read where the organisation has no such field.</summary>
    private string NoField => $"the organisation shows no date field \"{options.DeadlineField}\", in which this deadline lives. Name the field as it is called now in DeadlineField, or add it again";

    /// <summary>
    /// The body is where the deadline would stand. Where the rest of what we wrote is there, somebody took the line out; where all of it is gone, nobody
    /// said anything about the deadline.
    /// </summary>
    private static FieldReading<Deadline> WithoutLine(GitHubIssueDto issue, bool createdByUs) => createdByUs && !GitHubBodyFacts.HasAny(issue.Body)
        ? Unknown($"the text that ActionSync wrote is gone from the issue, and with it the line of the deadline. Write \"{GitHubBodyFacts.Line(GitHubBodyFacts.Deadline, "2026-11-20")}\" or the same with none")
        : FieldReading<Deadline>.None;

    private static FieldReading<Deadline> OfMilestone(GitHubIssueDto issue) => issue switch
    {
        { Milestone: { DueOn: { } due } } => FieldReading<Deadline>.Of(Deadline.On(DateOnly.FromDateTime(due.UtcDateTime))),
        { Milestone: { } undated } =>
            Unknown($"the milestone \"{PlainText.Line(undated.Title, 100)}\" has no due date. Give it one, or take the milestone off the issue"),
        { ShowsMilestone: true } => FieldReading<Deadline>.None,
        _ => Unknown("GitHub does not show the issue's milestone, in which its deadline lives"),
    };

    /// <summary>A milestone that we made for a deadline, though deadlines go elsewhere now.</summary>
    private static GitHubMilestoneDto? DueMilestone(GitHubIssueDto issue) =>
        AtFirst(issue) is not null && issue.Milestone is { DueOn: not null } milestone
            && milestone.Title.StartsWith(GitHubWords.DueMilestone, StringComparison.Ordinal) ? milestone : null;

    private GitHubFieldValueDto? Entry(GitHubIssueDto issue) =>
        issue.IssueFieldValues?.FirstOrDefault(value => options.DeadlineField.Equals(value?.Name, StringComparison.OrdinalIgnoreCase));

    private static string? Line(GitHubIssueDto issue) => GitHubBodyFacts.Read(issue.Body, GitHubBodyFacts.Deadline);

    private static string? AtFirst(GitHubIssueDto issue) => GitHubBodyFacts.ToldDeadline(issue.Body);

    private static FieldReading<Deadline> Unknown(string why) => FieldReading<Deadline>.Unknown(why);
}
