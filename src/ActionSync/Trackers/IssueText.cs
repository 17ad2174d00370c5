using System.Globalization;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers;

/// <summary>
/// What a reader of an issue needs, in the order of reading and in no markup: all of it is data that each tracker escapes for its own.
/// </summary>
internal sealed record IssueText(IReadOnlyList<IssueSection> Sections)
{
    /// <summary>The fact that names all owners, where there are several.</summary>
    public const string AllOwners = "Owners";

    public const string FromDefault = "(default; the document gives none)";

    public const string FromDocument = "(from the postmortem)";

    /// <summary>How the label that stops reminders is written where a tracker has labels.</summary>
    public const string SnoozeLabel = "snooze-until:YYYY-MM-DD";

    /// <param name="zone">Where a deadline's day and hour are told.</param>
    /// <param name="shownTitle">What stands above the text as its title; null where that is the whole title, with its links.</param>
    public static IssueText Of(IssueDraft draft, TimeZoneInfo zone, string? shownTitle) => new(
    [
        .. new[] { Task(draft, zone, shownTitle), Why(draft, zone), Happened(draft.Incident, zone), Impact(draft.Incident), RootCause(draft.Incident),
            Fix(draft.Incident), Links(draft) }
            .Where(section => section.Blocks.Count > 0),
    ]);

    private static IssueSection Task(IssueDraft draft, TimeZoneInfo zone, string? shownTitle) => new(IssueTopic.Task, "What to do",
    [
        .. IsWhole(shownTitle, draft.Title) ? Array.Empty<IssueBlock>() : [new IssueBlock.Paragraph(draft.Title)],
        .. Details(draft.Details),
        .. Facts(
            new("Owner", draft.Owner ?? "nobody yet") { IsField = true },
            new(AllOwners, string.Join(", ", draft.Owners)),
            new("Priority", draft.Priority + Default(draft, ItemField.Priority)) { IsField = true },
            new("Deadline", DeadlineWords(draft, zone)) { IsField = true },
            new("Type", draft.Type ?? "") { IsField = true }),
    ]);

    /// <summary>The title is not told twice, but for what was cut off it, and for addresses, which cannot be clicked in a title.</summary>
    private static bool IsWhole(string? shown, string title) =>
        shown is null || (shown.Length >= PlainText.Line(title).Length && !title.Contains("://", StringComparison.Ordinal));

    /// <summary>What is one line is an entry of a list; texts of several lines stand below it as they are.</summary>
    private static IEnumerable<IssueBlock> Details(IReadOnlyList<string> details)
    {
        var texts = details.ToLookup(text => text.Contains('\n', StringComparison.Ordinal));
        if (texts.Contains(false))
            yield return new IssueBlock.Entries([.. texts[false]]);
        if (texts.Contains(true))
            yield return new IssueBlock.Paragraph(string.Join("\n\n", texts[true]));
    }

    /// <summary>Stands behind a value that the configuration filled in; empty where the document gave it.</summary>
    public static string Default(IssueDraft draft, ItemField field) => draft.Defaults.Contains(field) ? $" {FromDefault}" : "";

    /// <summary>A new issue's deadline, and where it is from.</summary>
    public static string DeadlineWords(IssueDraft draft, TimeZoneInfo zone) => draft.Deadline is null ? Words(draft.Deadline, zone)
        : $"{Words(draft.Deadline, zone)} {(draft.Defaults.Contains(ItemField.Deadline) ? FromDefault : FromDocument)}";

    /// <summary>A deadline as people say it.</summary>
    public static string Words(Deadline? deadline, TimeZoneInfo zone) => deadline is { } due ? Words(due.In(zone)) : "none";

    private static IssueSection Why(IssueDraft draft, TimeZoneInfo zone)
    {
        var incident = draft.Incident;
        var what = $"{incident.Severity} incident {incident.Id}, {PlainText.Quote(incident.Title)}".TrimStart();
        var day = incident.DeclaredAt is { } declared ? Day(WholeDay(declared, zone) ?? ZonedTime.DayOf(declared, zone)) : null;
        var context = string.Join(", ", new[] { day, incident.Service }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return new(IssueTopic.Why, "Why this item",
            [new IssueBlock.Paragraph($"This is an action item of {what}{(context.Length > 0 ? $" ({context})" : "")}. {Purpose(draft.Type)}")]);
    }

    private static IssueSection Happened(IncidentBrief incident, TimeZoneInfo zone) => new(IssueTopic.Happened, "What happened", Facts(
        new("Incident", $"{incident.Id}: {incident.Title}"),
        new("Severity", incident.Severity ?? ""),
        new("Service", incident.Service ?? ""),
        new("Also affected", string.Join(", ", incident.AffectedServices)),
        new("Declared", incident.DeclaredAt is { } declared ? Words(declared, zone) : ""),
        new("Resolved", incident.ResolvedAt is { } resolved ? Words(resolved, zone) + After(incident.DeclaredAt, resolved, zone) : ""),
        new("Led by", incident.Commander ?? "")));

    private static IssueSection Impact(IncidentBrief incident) =>
        new(IssueTopic.Impact, "Impact", Facts([.. incident.Impact.Select(fact => new IssueFact(fact.Name, fact.Value))]));

    private static IssueSection RootCause(IncidentBrief incident) => new(IssueTopic.RootCause, "Root cause", Paragraph(incident.RootCause));

    private static IssueSection Fix(IncidentBrief incident) => new(IssueTopic.PermanentFix, "Permanent fix of the incident", Paragraph(incident.PermanentFix));

    private static IssueSection Links(IssueDraft draft) => new(IssueTopic.Links, "Links", Facts(
        [
            new("The incident", draft.Incident.Url ?? "", PlainText.IsWebAddress(draft.Incident.Url) ? FactKind.Link : FactKind.Text),
            new("This item in ActionSync", draft.ShortName, FactKind.Code),
            .. draft.Links.Select(link => new IssueFact("Ticket", link, PlainText.IsWebAddress(link) ? FactKind.Link : FactKind.Text)),
        ]));

    private static IReadOnlyList<IssueBlock> Paragraph(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [new IssueBlock.Paragraph(text)];

    private static IReadOnlyList<IssueBlock> Facts(params ReadOnlySpan<IssueFact> facts)
    {
        var told = facts.ToArray().Where(fact => !string.IsNullOrWhiteSpace(fact.Value)).ToArray();
        return told.Length == 0 ? [] : [new IssueBlock.Facts(told)];
    }

    private static string Purpose(string? type) => type?.Trim().ToLowerInvariant() switch
    {
        "prevention" => "It is meant to keep this from happening again.",
        "detection" => "It is meant to let us notice sooner when this happens again.",
        "mitigation" => "It is meant to make the harm smaller when this happens again.",
        "process" => "It is meant to let us work better when this happens again.",
        _ => "It is open until its status here says otherwise.",
    };

    /// <summary>How long it took, where both are times: of days alone nobody can say.</summary>
    private static string After(DateTimeOffset? from, DateTimeOffset to, TimeZoneInfo zone) => (to - from) switch
    {
        _ when WholeDay(to, zone) is not null || (from is { } begin && WholeDay(begin, zone) is not null) => "",
        not { Ticks: > 0 } => "",
        { TotalHours: < 1 } span => $", after {span.Minutes} min",
        { TotalDays: < 2 } span => $", after {(int)span.TotalHours} h {span.Minutes} min",
        { } span => $", after {(int)span.TotalDays} days",
    };

    private static string Words(Deadline deadline) => deadline.Time is { } time
        ? time.ToString($"d MMMM yyyy, HH:mm{(time.Second == 0 ? "" : ":ss")} '(UTC'zzz')'", CultureInfo.InvariantCulture)
        : Day(deadline.WholeDay.GetValueOrDefault());

    private static string Words(DateTimeOffset time, TimeZoneInfo zone) => WholeDay(time, zone) is { } day
        ? Day(day)
        : time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The day that a document gave without an hour, which is kept as its first moment in the zone, or in UTC; null for a time.</summary>
    private static DateOnly? WholeDay(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone) is { TimeOfDay.Ticks: 0 } local ? DateOnly.FromDateTime(local.DateTime)
        : time.UtcDateTime.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(time.UtcDateTime)
        : null;

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>What a section is about, for a tracker that shows some of it elsewhere.</summary>
internal enum IssueTopic
{
    Task,
    Why,
    Happened,
    Impact,
    RootCause,
    PermanentFix,
    Links,
}

/// <param name="Heading">Our own words, never a document's.</param>
internal sealed record IssueSection(IssueTopic Topic, string Heading, IReadOnlyList<IssueBlock> Blocks);

internal abstract record IssueBlock
{
    private IssueBlock() { }

    /// <summary>Running text; it may hold line breaks.</summary>
    public sealed record Paragraph(string Text) : IssueBlock;

    /// <summary>A list; what each entry says is one line.</summary>
    public sealed record Entries(IReadOnlyList<string> List) : IssueBlock;

    public sealed record Facts(IReadOnlyList<IssueFact> List) : IssueBlock;
}

/// <summary>One named fact; the name, too, may be a document's.</summary>
internal sealed record IssueFact(string Name, string Value, FactKind Kind = FactKind.Text)
{
    /// <summary>It is a field of the item: a tracker that keeps its fields in the text itself does not tell it twice.</summary>
    public bool IsField { get; init; }
}

internal enum FactKind
{
    Text,

    /// <summary>An http or https address that is meant to be opened.</summary>
    Link,

    /// <summary>Something that is meant to be copied, such as an item's key.</summary>
    Code,
}
