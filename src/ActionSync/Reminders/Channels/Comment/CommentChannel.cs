using System.Security.Cryptography;
using System.Text;
using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.People;
using ActionSync.Reminders.Policy;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Reminders.Channels.Comment;

/// <summary>
/// A comment on each issue that mentions its assignee, so that the tracker notifies them. It reaches owners only, and only where the issue is assigned to
/// them: a comment that mentions nobody is no reminder.
/// </summary>
internal sealed class CommentChannel(TrackerSet trackers, IReadOnlyList<TrackerKind> kinds, PeopleDirectory people) : IReminderChannel
{
    public string Name => CommentKind.Name;

    /// <summary>The token of a note makes the tracker's side recognise it.</summary>
    public bool RepeatsHarmlessly => true;

    public bool WritesFiles => false;

    public string? Unsuited(Digest digest) =>
        digest.Entries.Any(e => e.Kind is ReminderKind.Escalated or ReminderKind.Orphan) ? "a comment reaches an issue's assignee only"
        : digest.Entries.Any(e => e.Item.Issue is null || TrackerOrNull(e.Item.Issue) is null) ? "there is no issue to comment on"
        : null;

    /// <summary>A comment stays where it is, so one says it for an item and a stage: due soon, and overdue.</summary>
    public IReadOnlyList<DigestEntry> Says(Digest digest) => [.. digest.Entries.Where(entry => entry.IsNew)];

    public async Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        // All issues are looked at before the first comment, so that a reader who gets the message another way gets no half of it here.
        foreach (var entry in digest.Entries)
        {
            if (await RefusalAsync(entry, issue => TrackerOf(issue).ReadAsync(issue, cancellationToken), digest) is { } refusal)
                return refusal;
        }
        foreach (var entry in digest.Entries)
        {
            var note = new IssueNote(Token(entry, digest.To), Text(EntryView.Of(entry)), MentionOwner: true);
            if (await RefusalAsync(entry, issue => TrackerOf(issue).AddNoteAsync(issue, note, cancellationToken), digest) is { } refusal)
                return refusal;
        }
        return new SendOutcome.Sent(string.Join(", ", digest.Entries.Select(e => e.Item.Issue!.Number)));
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var accounts = kinds.Select(kind => kind.Account).OfType<string>().ToList();
        var unknown = people.All.Where(p => p is { Channel: CommentKind.Name, Left: false } && accounts.TrueForAll(account => p.AccountOf(account) is null))
            .Select(p => p.Address).Order(StringComparer.Ordinal).ToList();
        var some = unknown.Count == 0 ? "" : $"; without a login under People, and so only where a tracker knows their address: {string.Join(", ", unknown)}";
        return Task.FromResult(new Finding(
            Good: true, Name, $"reminders may be comments on issues that are assigned to their owners; who can be assigned is said of each tracker{some}"));
    }

    /// <summary>What stands in the way at one issue; null where nothing does and its assignee is the reader.</summary>
    private async Task<SendOutcome?> RefusalAsync(DigestEntry entry, Func<IssueRef, Task<ReadOutcome>> ask, Digest digest)
    {
        var issue = entry.Item.Issue!;
        try
        {
            return await ask(issue) switch
            {
                ReadOutcome.Found found => Unaddressed(found.Issue, entry, digest),
                ReadOutcome.Refused refused => new SendOutcome.Failed($"{issue.Number} takes no comment: {refused.Reason}") { IsOfOneIssue = true },
                ReadOutcome.Gone gone => new SendOutcome.Failed($"{issue.Number} takes no comment: {gone.Reason}") { IsOfOneIssue = true },
                ReadOutcome.Failed { PerhapsDone: true } failed => new SendOutcome.Unknown(failed.Reason) { IsOfOneIssue = true },
                ReadOutcome.Failed failed => new SendOutcome.Failed(failed.Reason) { IsOfOneIssue = true },
                var other => throw new InvalidOperationException($"{other} is no answer to a comment."),
            };
        }
        catch (TrackerException e)
        {
            return e switch
            {
                { Fault: TrackerFault.Limited, Until: { } until } => new SendOutcome.Limited(e.Message, until),
                { PerhapsDone: true } => new SendOutcome.Unknown(e.Message),
                _ => new SendOutcome.Failed(e.Message),
            };
        }
    }

    private SendOutcome? Unaddressed(IssueSnapshot issue, DigestEntry entry, Digest digest) => issue.Owner switch
    {
        _ when issue.Unread.FirstOrDefault(u => u.Field == ItemField.Owner) is { } unread =>
            new SendOutcome.Failed($"whom a comment on {issue.Ref.Number} would notify is not known: {unread.Why}"),
        { } owner when issue.OwnerHasLeft =>
            new SendOutcome.Unreachable(
                $"{issue.Ref.Number} is assigned to {TextProfile.Mail.Plain(owner, TextProfile.NameLimit)}, whose account is deactivated"),
        null or "" => new SendOutcome.Unreachable($"{issue.Ref.Number} is assigned to nobody, so that a comment there would notify nobody"),
        { } owner when owner == entry.Item.Owner
            || digest.To.Address.Equals(people.AddressOf(owner, entry.Item.Participants), StringComparison.OrdinalIgnoreCase) => null,
        { } owner =>
            new SendOutcome.Unreachable($"{issue.Ref.Number} is assigned to {TextProfile.Mail.Plain(owner, TextProfile.NameLimit)}, so that a comment there would notify somebody else"),
    };

    private ITracker TrackerOf(IssueRef issue) => TrackerOrNull(issue)!;

    private ITracker? TrackerOrNull(IssueRef issue) => trackers.All.FirstOrDefault(t => t.Place.Server == issue.Server && t.Place.Path == issue.Place);

    /// <summary>The issue says the rest; nothing that somebody wrote is in here, so nothing can ping or link.</summary>
    private static string Text(EntryView entry) => $"Reminder: this action item is {entry.Age} ({entry.Due}). {entry.ToDo}";

    /// <summary>One for a reader, stage and deadline, so that no crash and no lost ledger says it twice.</summary>
    private static string Token(DigestEntry entry, Recipient to)
    {
        var words = string.Join('\n', to.Address, entry.Item.Deadline?.ToWord());
        return $"reminder-{(entry.IsOverdue ? "overdue" : "soon")}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 8))}";
    }
}
