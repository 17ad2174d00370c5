using ActionSync.Items;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>
/// One wrong answer must not tie an item to another's issue, close an issue, or pass for something that people did: what would have such
/// consequences is looked at twice. What cannot be made sure of is the matter of that one item.
/// </summary>
internal static class DoubleRead
{
    /// <summary>The issue as two looks agree to show it; <see cref="ReadOutcome.Failed"/> where they do not.</summary>
    public static async Task<ReadOutcome> ReadTwiceAsync(this ITracker tracker, IssueRef issue, CancellationToken cancellationToken)
    {
        var outcome = await tracker.ReadAsync(issue, cancellationToken);
        var doubt = outcome switch
        {
            ReadOutcome.Found(var shown) => await tracker.DoubtAsync(shown, cancellationToken),
            ReadOutcome.Gone => await tracker.ReadAsync(issue, cancellationToken) is ReadOutcome.Gone ? null : InTwoWays(tracker, issue),
            _ => null,
        };
        return doubt is null ? outcome : new ReadOutcome.Failed(doubt);
    }

    /// <summary>The issue that a listing showed under this marker, as it shows itself.</summary>
    public static async Task<MarkedIssue> MarkedAsync(this ITracker tracker, IssueRef issue, string marker, CancellationToken cancellationToken) =>
        await tracker.ReadTwiceAsync(issue, cancellationToken) switch
        {
            ReadOutcome.Found(var shown) => new(shown.Marker == marker ? shown : null, null),
            ReadOutcome.Failed(var reason, _) => new(null, reason),
            ReadOutcome.Refused(var reason) => new(null, reason),
            _ => new(null, null),
        };

    /// <summary>
    /// Reads the issue again. Null where it looks the same; else why it is not believed now: one of the two answers is wrong, or somebody is changing it.
    /// </summary>
    public static async Task<string?> DoubtAsync(this ITracker tracker, IssueSnapshot shown, CancellationToken cancellationToken)
    {
        var outcome = await tracker.ReadAsync(shown.Ref, cancellationToken);
        if (outcome is ReadOutcome.Found(var again) && again.Marker == shown.Marker && Enum.GetValues<ItemField>().All(field => IsSame(shown, again, field)))
            return null;
        return outcome switch
        {
            ReadOutcome.Failed(var reason, _) => reason,
            ReadOutcome.Refused(var reason) => reason,
            _ => InTwoWays(tracker, shown.Ref),
        };
    }

    private static string InTwoWays(ITracker tracker, IssueRef issue) =>
        $"Tracker {tracker.Name} shows {issue.Number} in two ways within a moment. It is read again in the next pass.";

    private static bool IsSame(IssueSnapshot one, IssueSnapshot other, ItemField field) =>
        IsHidden(one, field) == IsHidden(other, field) && (IsHidden(one, field) || one.Word(field) == other.Word(field));

    /// <summary>What the stages doubt, the tracker did show.</summary>
    private static bool IsHidden(IssueSnapshot issue, ItemField field) => issue.Unread.Any(u => u.Field == field && !u.Doubted);
}

/// <summary>An issue that was looked at twice.</summary>
/// <param name="Issue">Null where it carries no such marker or is gone.</param>
/// <param name="Doubt">Why nothing can be said of it now.</param>
internal sealed record MarkedIssue(IssueSnapshot? Issue, string? Doubt);
