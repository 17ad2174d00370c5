using ActionSync.Links;
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

    /// <summary>The reader's other overdue items, a line each.</summary>
    public required IReadOnlyList<MentionView> AlsoOverdue { get; init; }

    /// <summary>How many of those are left out.</summary>
    public required int MoreAlsoOverdue { get; init; }
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Where the reader unsubscribes from what is less urgent; null for nowhere.</summary>
    public string? Unsubscribe { get; init; }

    public const string UnsubscribeLabel = "Unsubscribe from what is less urgent than P1";

    /// <summary>What makes it stop.</summary>
    public required string Footer { get; init; }

    public const string AlsoOverdueHeading = "Also overdue";

    private const string ClosedFooter = "An item that is closed is not reminded of again.";

    public static DigestView Of(Digest digest)
    {
        var name = Name(digest.To);
        return new()
        {
            Subject = SubjectOf(digest),
            Greeting = name == digest.To.Address ? "Hello," : $"Hello {Directions.Isolate(name)},",
            Summary = $"{digest.Day:d MMMM yyyy}: {Counts(digest)}.{Others(digest, " ", "is overdue.", "are overdue.")}",
            Sections = [.. digest.Entries.GroupBy(entry => entry.Part).OrderBy(part => part.Key)
                .Select(part => new DigestSection(Heading(part.Key, [.. part]), part.Key, [.. part.Select(entry => ViewOf(digest, entry))]))],
            AlsoOverdue = [.. digest.AlsoOverdue.Select(MentionView.Of)],
            MoreAlsoOverdue = digest.MoreAlsoOverdue,
            Remarks = [.. digest.Remarks.Select(r => TextProfile.Mail.Plain(r, TextProfile.TitleLimit))],
            Footer = FooterOf(digest),
            Unsubscribe = digest.Unsubscribe,
        };
    }

    private static EntryView ViewOf(Digest digest, DigestEntry entry) => EntryView.Of(entry, digest.Links.GetValueOrDefault(entry.Item.Key));

    public static string Name(Recipient person) => TextProfile.Mail.Plain(person.Name, TextProfile.NameLimit) is { Length: > 0 } name ? name : person.Address;

    private static string SubjectOf(Digest digest) => digest.Entries is [var only]
        ? $"{Word(only)}: {TextProfile.Mail.Plain(only.Item.Title, 120)} ({EntryView.AgeOf(only)})"
        : $"{Total(digest, $", {Share(digest.Entries, entry => entry.IsOverdue)} overdue")}{Others(digest, "; ", "overdue", "overdue")}";

    private static string Word(DigestEntry only) => only switch
    {
        { Part: DigestPart.Escalated } => "Escalated",
        { Part: DigestPart.InYourTeam } => Heading(DigestPart.InYourTeam, [only]),
        { Part: DigestPart.OldIncidents } => "From an old incident",
        { IsOverdue: false } => "Due soon",
        { IsNew: false } => "Still overdue",
        _ => "Overdue",
    };

    /// <param name="digest">What is counted.</param>
    /// <param name="before">What is said of several items before how many are new.</param>
    /// <param name="day">What follows whose they are.</param>
    private static string Total(Digest digest, string before, string day = "") =>
        $"{"action item".ToQuantity(digest.Entries.Count)} {Whose(digest)}{day}{(digest.Entries.Count == 1 ? "" : $"{before}, {Share(digest.Entries, entry => entry.IsNew)} new")}";

    private static string Share(IReadOnlyList<DigestEntry> entries, Func<DigestEntry, bool> isSo) => entries.Count(isSo) switch
    {
        0 => "none",
        var some when some == entries.Count => "all",
        var some => $"{some}",
    };

    private static int OtherOverdue(Digest digest) => digest.AlsoOverdue.Count + digest.MoreAlsoOverdue;

    /// <summary>How many are overdue besides, so that a message is not taken to be all that there is.</summary>
    private static string Others(Digest digest, string before, string one, string several) => OtherOverdue(digest) switch
    {
        0 => "",
        1 => $"{before}1 more {one}",
        var others => $"{before}{others} more {several}",
    };

    /// <summary>What was escalated is others' to do: a team's, or that of owners whom nobody else answers for.</summary>
    private static string Whose(Digest digest)
    {
        var escalated = digest.Entries.Where(entry => entry.Kind == ReminderKind.Escalated).ToList();
        return (escalated.Count, escalated.Count(entry => entry.IsLastResort)) switch
        {
            (0, _) => "for you",
            var (all, last) when last == all && all == digest.Entries.Count => "that nobody else can be told of",
            (_, > 0) => "to look at",
            var (all, _) when all == digest.Entries.Count => "of your team",
            _ => "for you and your team",
        };
    }

    private static string Counts(Digest digest)
    {
        var total = Total(digest, "", OtherOverdue(digest) > 0 ? " today" : "");
        var groups = digest.Entries.GroupBy(State).OrderBy(group => group.Key)
            .Select(group => (Count: group.Count(), Words: Words(group.Key, [.. group]))).ToList();
        return groups switch
        {
            [(1, var words)] => $"{total}, {words}",
            [var (count, words)] => $"{total}: {(count == 2 ? "both" : "all")} {words}",
            _ => $"{total}: {string.Join(", ", groups.Select(group => $"{group.Count} {group.Words}"))}",
        };
    }

    /// <summary>How things stand, where <see cref="Heading"/> says what is news.</summary>
    private static DigestPart State(DigestEntry entry) => entry.Part != DigestPart.New ? entry.Part
        : entry.IsOverdue ? DigestPart.StillOverdue
        : DigestPart.DueSoon;

    private static string Words(DigestPart state, IReadOnlyList<DigestEntry> entries) => state switch
    {
        DigestPart.Escalated => "escalated to you",
        DigestPart.InYourTeam => "escalated to you before",
        DigestPart.OldIncidents => entries.DistinctBy(entry => entry.Item.IncidentId).Count() == 1 ? "from an old incident" : "from old incidents",
        DigestPart.StillOverdue => "overdue",
        _ => "due soon",
    };

    private static string Heading(DigestPart part, IReadOnlyList<DigestEntry> entries) => part switch
    {
        DigestPart.Escalated => "Escalated to you",
        DigestPart.New => "New",
        DigestPart.StillOverdue => "Still overdue",
        DigestPart.DueSoon => "Due soon",
        DigestPart.InYourTeam => entries.Count(entry => entry.IsLastResort) switch
        {
            0 => "Still overdue in your team",
            var last when last == entries.Count => "Still overdue, and nobody else can be told",
            _ => "Escalated before, and still overdue",
        },
        _ => "From old incidents",
    };

    /// <summary>
    /// Links say by themselves what they do; without any, how an owner gets some quiet is said by the way that their own issues have: a label, or a line of a
    /// board file.
    /// </summary>
    private static string FooterOf(Digest digest)
    {
        if (digest.Links.Count > 0)
            return $"{ClosedFooter} The links above are yours alone, and last for {"day".ToQuantity((int)SignedLink.Lifetime.TotalDays)}.";
        var example = $"{digest.Day.AddDays(Math.Min(7, digest.MaxSnoozeDays)):yyyy-MM-dd}";
        var issues = digest.Entries.Where(entry => entry.Item.Issue is not null).ToLookup(entry => WebAddresses.ToClick(entry.Item.Issue!.Url) is not null);
        var way = string.Join(" or ", new[]
        {
            issues[true].Any() ? $"give its issue the label snooze-until:{example}" : "",
            issues[false].Any() ? $"write snooze_until: {example} into its file" : "",
        }.Where(words => words.Length > 0));
        return $"{ClosedFooter}{(way.Length == 0 || digest.MaxSnoozeDays == 0 ? "" : $" Not now? To be left in peace about one, for up to {"day".ToQuantity(digest.MaxSnoozeDays)}, {way}.")}";
    }
}

/// <summary>One part of a digest, under its heading.</summary>
internal sealed record DigestSection(string Heading, DigestPart Part, IReadOnlyList<EntryView> Entries);
