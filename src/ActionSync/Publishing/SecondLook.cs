using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Publishing;

/// <summary>
/// One wrong answer must not tie an item to another's issue, close an issue, or pass for something that people did: what would have such
/// consequences is looked at twice.
/// </summary>
internal static class SecondLook
{
    /// <summary>The issue that a listing showed under this marker, as it shows itself; null where it carries no such marker or is gone.</summary>
    /// <exception cref="TrackerException">It shows itself in two ways.</exception>
    public static async Task<IssueSnapshot?> MarkedAsync(this ITracker tracker, IssueRef issue, string marker, CancellationToken cancellationToken)
    {
        if (await tracker.ReadAsync(issue, cancellationToken) is not ReadOutcome.Found(var shown) || shown.Marker != marker)
            return null;
        await tracker.ConfirmAsync(shown, cancellationToken);
        return shown;
    }

    /// <summary>Reads the issue again.</summary>
    /// <exception cref="TrackerException">It looks different: one of the two answers is wrong, or somebody is changing it.</exception>
    public static async Task ConfirmAsync(this ITracker tracker, IssueSnapshot shown, CancellationToken cancellationToken)
    {
        if (await tracker.ReadAsync(shown.Ref, cancellationToken) is ReadOutcome.Found(var again) && again.Marker == shown.Marker
            && Enum.GetValues<ItemField>().All(field => again.Word(field) == shown.Word(field)))
        {
            return;
        }
        throw new TrackerException(TrackerFault.Unavailable,
            $"Tracker {tracker.Name} shows {shown.Ref.Number} in two ways within a moment. It is read again in the next pass.");
    }
}
