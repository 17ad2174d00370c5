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

    /// <summary>Overdue items that are too little urgent for a message of their own, a line each.</summary>
    public required IReadOnlyList<MentionView> AlsoOverdue { get; init; }

    /// <summary>How many of those are left out.</summary>
    public required int MoreAlsoOverdue { get; init; }
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>What makes it stop.</summary>
    public required string Footer { get; init; }

    public const string AlsoOverdueHeading = "Also overdue";

    public static DigestView Of(Digest digest)
    {
        var name = Name(digest.To);
        return new()
        {
            Subject = SubjectOf(digest),
            Greeting = name == digest.To.Address ? "Hello," : $"Hello {Directions.Isolate(name)},",
            Summary = $"{digest.Day:d MMMM yyyy}: {Counts(digest)}.",
            Sections = [.. digest.Entries.GroupBy(entry => entry.Part).OrderBy(part => part.Key)
                .Select(part => new DigestSection(Heading(part.Key), part.Key, [.. part.Select(EntryView.Of)]))],
            AlsoOverdue = [.. digest.AlsoOverdue.Select(MentionView.Of)],
            MoreAlsoOverdue = digest.MoreAlsoOverdue,
            Remarks = [.. digest.Remarks.Select(r => TextProfile.Mail.Plain(r, TextProfile.TitleLimit))],
            Footer = FooterOf(digest),
        };
    }

    public static string Name(Recipient person) => TextProfile.Mail.Plain(person.Name, TextProfile.NameLimit) is { Length: > 0 } name ? name : person.Address;

    private static string SubjectOf(Digest digest) => digest.Entries is [var only]
        ? $"{Word(only)}: {TextProfile.Mail.Plain(only.Item.Title, 120)} ({EntryView.AgeOf(only)})"
        : Total(digest);

    private static string Word(DigestEntry only) => only switch
    {
        { Part: DigestPart.Escalated } => "Escalated",
        { Part: DigestPart.InYourTeam } => "Still overdue in your team",
        { Part: DigestPart.OldIncidents } => "From an old incident",
        { IsOverdue: false } => "Due soon",
        { IsNew: false } => "Still overdue",
        _ => "Overdue",
    };

    private static string Total(Digest digest)
    {
        var (all, fresh) = (digest.Entries.Count, digest.Entries.Count(entry => entry.IsNew));
        return $"{"action item".ToQuantity(all)} {Whose(digest)}{(all == 1 ? "" : fresh == all ? ", all new" : fresh == 0 ? ", none new" : $", {fresh} new")}";
    }

    /// <summary>What was escalated is others' to do.</summary>
    private static string Whose(Digest digest) => digest.Entries.Count(entry => entry.Kind == ReminderKind.Escalated) switch
    {
        0 => "for you",
        var others when others == digest.Entries.Count => "of your team",
        _ => "for you and your team",
    };

    private static string Counts(Digest digest)
    {
        var groups = digest.Entries.CountBy(State).OrderBy(group => group.Key.Order).ToList();
        return groups switch
        {
            [{ Value: 1 } only] => $"{Total(digest)}, {only.Key.Words}",
            [var only] => $"{Total(digest)}: {(only.Value == 2 ? "both" : "all")} {only.Key.Words}",
            _ => $"{Total(digest)}: {string.Join(", ", groups.Select(group => $"{group.Value} {group.Key.Words}"))}",
        };
    }

    /// <summary>How things stand, where <see cref="Heading"/> says what is news.</summary>
    private static (int Order, string Words) State(DigestEntry entry) => entry switch
    {
        { Part: DigestPart.Escalated } => (0, "escalated to you"),
        { Part: DigestPart.InYourTeam } => (3, "escalated to you before"),
        { Part: DigestPart.OldIncidents } => (4, "from an old incident"),
        { IsOverdue: true } => (1, "overdue"),
        _ => (2, "due soon"),
    };

    private static string Heading(DigestPart part) => part switch
    {
        DigestPart.Escalated => "Escalated to you",
        DigestPart.New => "New",
        DigestPart.StillOverdue => "Still overdue",
        DigestPart.DueSoon => "Due soon",
        DigestPart.InYourTeam => "Still overdue in your team",
        _ => "From old incidents",
    };

    /// <summary>How an owner gets some quiet is said by the way that their own issues have: a label, or a line of a board file.</summary>
    private static string FooterOf(Digest digest)
    {
        var example = $"{digest.Day.AddDays(Math.Min(7, digest.MaxSnoozeDays)):yyyy-MM-dd}";
        var issues = digest.Entries.Where(entry => entry.Item.Issue is not null).ToLookup(entry => WebAddresses.ToClick(entry.Item.Issue!.Url) is not null);
        var way = string.Join(" or ", new[]
        {
            issues[true].Any() ? $"give its issue the label snooze-until:{example}" : "",
            issues[false].Any() ? $"write snooze_until: {example} into its file" : "",
        }.Where(words => words.Length > 0));
        return $"An item that is closed is not reminded of again.{(way.Length == 0 || digest.MaxSnoozeDays == 0 ? "" : $" Not now? To be left in peace about one, for up to {"day".ToQuantity(digest.MaxSnoozeDays)}, {way}.")}";
    }
}

/// <summary>One part of a digest, under its heading.</summary>
internal sealed record DigestSection(string Heading, DigestPart Part, IReadOnlyList<EntryView> Entries);
