using ActionSync.Links;
using ActionSync.Reminders;
using ActionSync.Reminders.Following;
using ActionSync.Scheduling;
using ActionSync.Sync.Publishing;
using ActionSync.Trackers;

namespace ActionSync.Web.Links;

/// <summary>Has the stage that a link is about do what it says.</summary>
internal sealed class LinkActs(FollowedLinks links, IssueClosing closing, Snoozes snoozes, Handovers handovers, Mutes mutes, VisitQueue visits)
{
    /// <param name="token">As it stands in the address.</param>
    /// <param name="user">Who is signed on, where the company's sign-on says so.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<LinkResult> ActAsync(string token, string? user, CancellationToken cancellationToken)
    {
        if (await links.ReadAsync(token, user, cancellationToken) is not FollowedLink.Ready ready)
            return new(IsDone: false, null);
        try
        {
            var problem = await ActAsync(ready, cancellationToken);
            return new(problem is null, problem);
        }
        catch (LinkUsedException)
        {
            return new(IsDone: false, null);
        }
        catch (TrackerException e)
        {
            return new(IsDone: false, e.Message.TrimEnd('.'));
        }
    }

    /// <returns>Why it was not done, as the end of a sentence; null where it was.</returns>
    private Task<string?> ActAsync(FollowedLink.Ready ready, CancellationToken cancellationToken) => ready.Link.Act switch
    {
        LinkAct.Done => CloseAsync(ready.Item!.Item.Key, ready.Use, cancellationToken),
        LinkAct.NotMine => HandOnAsync(ready.Item!.Item.Key, ready.Use, cancellationToken),
        LinkAct.Unsubscribe => UnsubscribeAsync(ready.Use, cancellationToken),
        _ => SnoozeAsync(ready.Item!.Item.Key, ready.Use, cancellationToken),
    };

    private async Task<string?> CloseAsync(string key, LinkUse use, CancellationToken cancellationToken) =>
        await closing.CloseAsync(key, use, cancellationToken) switch
        {
            CloseOutcome.Closed => null,
            CloseOutcome.Elsewhere(var issue) => $"its issue {issue.Number} is closed where it lives",
            CloseOutcome.Refused(var reason) => reason,
            _ => "it was done already",
        };

    private async Task<string?> SnoozeAsync(string key, LinkUse use, CancellationToken cancellationToken) =>
        await snoozes.SnoozeAsync(key, use, cancellationToken) is SnoozeOutcome.Refused(var reason) ? reason : null;

    private async Task<string?> HandOnAsync(string key, LinkUse use, CancellationToken cancellationToken)
    {
        switch (await handovers.HandOnAsync(key, use, cancellationToken))
        {
            case HandoverOutcome.Refused(var reason):
                return reason;
            case HandoverOutcome.HandedTo(_, { } tracker):
                await visits.AskToPublishAsync(tracker, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    private async Task<string?> UnsubscribeAsync(LinkUse use, CancellationToken cancellationToken)
    {
        await mutes.UnsubscribeAsync(use, cancellationToken);
        return null;
    }
}

/// <param name="IsDone">The link acted now.</param>
/// <param name="Problem">Why it did not, as the end of a sentence; null where what the link can still do says it.</param>
internal sealed record LinkResult(bool IsDone, string? Problem);
