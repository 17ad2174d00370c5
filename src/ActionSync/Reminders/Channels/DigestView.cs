using ActionSync.Items;
using ActionSync.Reminders.Policy;
using ActionSync.Text;
using Humanizer;

namespace ActionSync.Reminders.Channels;

/// <summary>A digest in words: every string is one harmless line, in no mark-up yet.</summary>
internal sealed record DigestView
{
    public required string Subject { get; init; }
    public required string Greeting { get; init; }
    public required string Summary { get; init; }
    public required IReadOnlyList<DigestSection> Sections { get; init; }
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>How to make it stop.</summary>
    public string Footer { get; init; } =
        "Closing the issue stops its reminders. To be left in peace for some days: actionsync snooze ITEM --until YYYY-MM-DD --reason TEXT, or the label snooze-until:YYYY-MM-DD on the issue.";

    public static DigestView Of(Digest digest)
    {
        var name = Name(digest.To);
        return new()
        {
            Subject = SubjectOf(digest),
            Greeting = name == digest.To.Address ? "Hello," : $"Hello {Directions.Isolate(name)},",
            Summary = $"{Counts(digest)} ({digest.Day:d MMMM yyyy}).",
            Sections = [.. digest.Entries.GroupBy(DigestEntry.Section).OrderBy(g => g.Key)
                .Select(g => new DigestSection(Heading(g.Key), g.Key, [.. g.Select(EntryView.Of)]))],
            Remarks = [.. digest.Remarks.Select(r => TextProfile.Mail.Plain(r, TextProfile.TitleLimit))],
        };
    }

    public static string Name(Recipient person) => TextProfile.Mail.Plain(person.Name, TextProfile.NameLimit) is { Length: > 0 } name ? name : person.Address;

    private static string SubjectOf(Digest digest) => digest.Entries is [var only]
        ? $"{(only.Kind == ReminderKind.Escalated ? "Escalated" : only.IsOverdue ? "Overdue" : "Due soon")}: {TextProfile.Mail.Plain(only.Item.Title, 120)} ({EntryView.AgeOf(only)})"
        : Counts(digest);

    private static string Counts(Digest digest)
    {
        var groups = digest.Entries.CountBy(DigestEntry.Section).OrderBy(g => g.Key).Select(g => $"{g.Value} {Heading(g.Key).ToLowerInvariant()}");
        return $"{"action item".ToQuantity(digest.Entries.Count)} for you: {string.Join(", ", groups)}";
    }

    private static string Heading(int section) => section switch
    {
        0 => "Escalated to you",
        1 => "Overdue",
        _ => "Due soon",
    };
}

/// <param name="Order">0 escalated, 1 overdue, 2 due soon.</param>
internal sealed record DigestSection(string Heading, int Order, IReadOnlyList<EntryView> Entries);

/// <summary>One item in words.</summary>
internal sealed record EntryView
{
    // What cannot be read on an issue comes with how to write it, which must not be cut off.
    private const int LongestNote = 600;

    public required string Title { get; init; }

    /// <summary>Where a click leads; null where the issue is no web page.</summary>
    public string? Link { get; init; }

    /// <summary>The issue's number and, without a link, where it lies.</summary>
    public required string Issue { get; init; }

    /// <summary>"3 days overdue".</summary>
    public required string Age { get; init; }

    /// <summary>Priority and the date of the deadline.</summary>
    public required string Due { get; init; }
    public required string Incident { get; init; }

    /// <summary>Owner and who else is asked.</summary>
    public required string People { get; init; }

    /// <summary>Snoozes, stale facts, why this reader is asked.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
    public required string Key { get; init; }

    public static EntryView Of(DigestEntry entry)
    {
        var item = entry.Item;
        var link = WebAddresses.ToClick(item.Issue?.Url);
        return new()
        {
            Title = TextProfile.Mail.Plain(item.Title, TextProfile.TitleLimit) is { Length: > 0 } title ? title : item.Key,
            Link = link,
            Issue = item.Issue is null
                ? "no issue yet"
                : Line(link is null && item.Issue.Url.Length > 0 ? item.Issue.Url : item.Issue.Number, TextProfile.TitleLimit),
            Age = AgeOf(entry),
            Due = $"{item.Priority}, {(entry.IsOverdue ? "was due" : "due")} {DeadlineOf(entry)}",
            Incident = $"{Line(item.IncidentId)}: {Line(item.IncidentTitle)}{(item.Severity is { } severity ? $" ({Line(severity, 40)})" : "")}",
            People = PeopleOf(entry),
            Notes = [.. NotesOf(entry).Select(n => TextProfile.Mail.Plain(n, LongestNote))],
            Key = Line(item.Key, TextProfile.TitleLimit),
        };
    }

    public static string AgeOf(DigestEntry entry) => (entry.IsOverdue, entry.DaysOverdue) switch
    {
        (true, <= 0) => "overdue since today",
        (true, var days) => $"{"day".ToQuantity(days, "N0")} overdue",
        (false, 0) => "due today",
        (false, -1) => "due tomorrow",
        (false, var days) => $"due in {"day".ToQuantity(-days, "N0")}",
    };

    private static string DeadlineOf(DigestEntry entry) =>
        $"{entry.DueDay:dddd d MMMM yyyy}{(entry.DueTime is { } time ? $" ({time:HH:mm} at UTC{time:zzz})" : "")}";

    private static string PeopleOf(DigestEntry entry)
    {
        var owner = entry.Item.Owner;
        var label = entry.AlsoAsked.FirstOrDefault(a => IsOwner(a, owner));
        var others = entry.AlsoAsked.Where(a => a != label).Select(a => Line(a)).ToList();
        return $"Owner: {(string.IsNullOrWhiteSpace(owner) ? "nobody" : Line(label ?? owner))}{(others.Count == 0 ? "" : $"; also asked: {string.Join(", ", others)}")}";
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
