using ActionSync.Items;
using ActionSync.Reminders.Policy;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reminders.Channels;

/// <summary>One item in words: what it is, how late, since when, from which incident, and what its reader can do.</summary>
internal sealed record EntryView
{
    // What cannot be read on an issue comes with how to write it, which must not be cut off.
    private const int LongestNote = 600;

    public required string Title { get; init; }

    /// <summary>Where a click leads; null where the issue is no web page.</summary>
    public string? Link { get; init; }

    /// <summary>The issue's number, as people name it in the tracker.</summary>
    public required string Issue { get; init; }

    /// <summary>"3 days overdue".</summary>
    public required string Age { get; init; }
    public required bool IsOverdue { get; init; }

    /// <summary>Priority and the date of the deadline.</summary>
    public required string Due { get; init; }
    public required string Incident { get; init; }

    /// <summary>Owner, where that is not the reader, and who else is asked; null where there is nobody to name.</summary>
    public string? People { get; init; }

    /// <summary>What the reader can do about it, in their words; null while there is no issue to do it in.</summary>
    public string? ToDo { get; init; }

    /// <summary>Snoozes, stale facts, why this reader is asked.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the reader can do with one click; empty where messages carry no links.</summary>
    public IReadOnlyList<NamedLink> Links { get; init; } = [];

    public static EntryView Of(DigestEntry entry, IReadOnlyList<NamedLink>? links = null)
    {
        var item = entry.Item;
        return new()
        {
            Title = TitleOf(item),
            Link = WebAddresses.ToClick(item.Issue?.Url),
            Issue = IssueOf(item),
            Age = AgeOf(entry),
            IsOverdue = entry.IsOverdue,
            Due = $"{item.Priority}, {(entry.IsOverdue ? "was due" : "due")} {DeadlineOf(entry)}",
            Incident = $"{Line(item.IncidentId)}: {Line(item.IncidentTitle)}{(item.Severity is { } severity ? $" ({Line(severity, 40)})" : "")}",
            People = PeopleOf(entry),
            ToDo = item.Issue is null ? null : ToDoOf(entry.Kind),
            Links = links ?? [],
            Notes = [.. NotesOf(entry).Select(n => TextProfile.Mail.Plain(n, LongestNote))],
        };
    }

    public static string AgeOf(DigestEntry entry) => (entry.IsOverdue, entry.DaysOverdue) switch
    {
        (true, <= 0) => "overdue since today",
        (true, var days) => $"{"day".ToQuantity(days)} overdue",
        (false, 0) => "due today",
        (false, -1) => "due tomorrow",
        (false, var days) => $"due in {"day".ToQuantity(-days)}",
    };

    /// <summary>The title, or what stands for it where nothing of it can be shown.</summary>
    internal static string TitleOf(ReminderItem item) =>
        TextProfile.Mail.Plain(item.Title, TextProfile.TitleLimit) is { Length: > 0 } title ? title : Line(item.Key, TextProfile.TitleLimit);

    internal static string IssueOf(ReminderItem item) => item.Issue is null ? "no issue yet" : Line(item.Issue.Number, TextProfile.TitleLimit);

    private static string ToDoOf(ReminderKind kind) => kind switch
    {
        ReminderKind.Escalated => "Ask its owner what is in the way. Done? Close it. Somebody else's? Reassign it. Later? Change its date.",
        ReminderKind.Orphan => "Yours? Take it. Somebody else's? Assign it to them. Done? Close it. Later? Change its date.",
        _ => "Done? Close it. Not yours? Reassign it. Later? Change its date.",
    };

    private static string DeadlineOf(DigestEntry entry) =>
        $"{entry.DueDay:dddd d MMMM yyyy}{(entry.DueTime is { } time ? $" ({time:HH:mm} at UTC{time:zzz})" : "")}";

    private static string? PeopleOf(DigestEntry entry)
    {
        var owner = entry.Item.Owner;
        var label = entry.AlsoAsked.FirstOrDefault(a => IsOwner(a, owner));
        var others = string.Join(", ", entry.AlsoAsked.Where(a => a != label).Select(a => Line(a)));
        var asked = others.Length == 0 ? "" : $"also asked: {others}";
        return entry.Kind is ReminderKind.Overdue or ReminderKind.DueSoon ? asked.Length == 0 ? null : $"A{asked[1..]}"
            : $"Owner: {(string.IsNullOrWhiteSpace(owner) ? PersonText.Nobody : Line(label ?? owner))}{(asked.Length == 0 ? "" : $"; {asked}")}";
    }

    private static bool IsOwner(string label, string? owner) =>
        owner is not null && (label.Equals(owner, StringComparison.OrdinalIgnoreCase) || label.EndsWith($"({owner})", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> NotesOf(DigestEntry entry)
    {
        var item = entry.Item;
        if (entry.Kind is ReminderKind.Escalated or ReminderKind.Orphan)
            yield return $"You are asked because {entry.Role}.";
        if (item.Snooze is { } snooze)
            yield return $"It was snoozed on {snooze.On:yyyy-MM-dd} until {snooze.Until:yyyy-MM-dd} by {snooze.By}{(string.IsNullOrWhiteSpace(snooze.Reason) ? "" : $": {snooze.Reason}")}";
        if (item.StaleSince is { } since)
            yield return $"Its tracker could not be read since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC, so this may be out of date.";
        foreach (var unread in item.Unread)
            yield return $"{item.Issue?.Number ?? "The issue"}: {unread.Sentence}{(unread.Doubted ? "" : " Until then the last known value counts.")}";
        if (item.State is ItemState.Pending or ItemState.Unknown)
            yield return "Its issue is still to be made.";
    }

    private static string Line(string? text, int limit = TextProfile.NameLimit) => Directions.Isolate(TextProfile.Mail.Plain(text, limit));
}

/// <summary>An item that is mentioned in a line.</summary>
internal sealed record MentionView(string Title, string? Link, string Issue, string Priority, string Age)
{
    /// <summary>How late it is, and where it is to be found, where the title does not lead there.</summary>
    public string AgeAndPlace => Link is null ? $"{Age} \u00B7 {Issue}" : Age;

    public static MentionView Of(DigestEntry entry) => new(
        EntryView.TitleOf(entry.Item), WebAddresses.ToClick(entry.Item.Issue?.Url), EntryView.IssueOf(entry.Item), entry.Item.Priority.ToString(),
        EntryView.AgeOf(entry));
}
