using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActionSync.Reminding.Policy;
using ActionSync.Reminding.Rendering;
using ActionSync.Trackers;

namespace ActionSync.Reminding.Channels;

/// <summary>A comment on each issue that mentions its assignee, so that the tracker notifies them. It reaches owners only.</summary>
internal sealed class CommentChannel(TrackerSet trackers) : IReminderChannel
{
    public string Name => ChannelNames.Comment;

    /// <summary>The token of a note makes the tracker's side recognise it.</summary>
    public bool RepeatsHarmlessly => true;

    public string? Unsuited(Digest digest) =>
        digest.Entries.Any(e => e.Kind is ReminderKind.Escalated or ReminderKind.Orphan) ? "a comment reaches an issue's assignee only"
        : digest.Entries.Any(e => e.Item.Issue is null || TrackerOf(e.Item.Issue) is null) ? "there is no issue to comment on"
        : null;

    public async Task<SendOutcome> SendAsync(Digest digest, CancellationToken cancellationToken)
    {
        var token = Token(digest);
        foreach (var entry in digest.Entries)
        {
            try
            {
                var text = Text(EntryView.Of(entry));
                var outcome = await TrackerOf(entry.Item.Issue!)!.AddNoteAsync(entry.Item.Issue!, new IssueNote(token, text, MentionOwner: true), cancellationToken);
                if (outcome is ReadOutcome.Refused refused)
                    return new SendOutcome.Failed($"{entry.Item.Issue!.Number} takes no comment: {refused.Reason}");
                if (outcome is ReadOutcome.Gone gone)
                    return new SendOutcome.Failed($"{entry.Item.Issue!.Number} takes no comment: {gone.Reason}");
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
        return new SendOutcome.Sent(string.Join(", ", digest.Entries.Select(e => e.Item.Issue!.Number)));
    }

    public Task<Finding> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new Finding(Good: true, "Comment", "reminders may be comments on issues"));

    private ITracker? TrackerOf(IssueRef issue) => trackers.All.FirstOrDefault(t => t.Place.Server == issue.Server && t.Place.Path == issue.Place);

    /// <summary>The issue says the rest; nothing that somebody wrote is in here, so nothing can ping or link.</summary>
    private static string Text(EntryView entry) => $"Reminder: this action item is {entry.Age} ({entry.Due}).";

    private static string Token(Digest digest)
    {
        var day = digest.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"reminder-{day}-{digest.Sequence}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(digest.To.Address)).AsSpan(0, 5))}";
    }
}
