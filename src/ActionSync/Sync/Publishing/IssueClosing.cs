using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>Closes an item's issue because a person says that it is done, where the tracker lets a command do that.</summary>
internal sealed class IssueClosing(LedgerDatabase ledger, IssueEditing editing)
{
    /// <param name="key">The item's key.</param>
    /// <param name="by">Who says so; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<CloseOutcome> CloseAsync(string key, string by, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is { State: var state } item && state.IsClosed())
        {
            return state == ItemState.Done ? new CloseOutcome.DoneAlready(item.WasDoneBefore ? null : item.DoneAt)
                : new CloseOutcome.Refused($"it is closed already, as {state.ToWord()}; if it was done after all, say so in its issue");
        }
        return await editing.EditAsync(key, new IssuePatch { State = ItemState.Done }, by, cancellationToken) switch
        {
            EditOutcome.Written => new CloseOutcome.Closed(),
            EditOutcome.Elsewhere(var issue) => new CloseOutcome.Elsewhere(issue),
            EditOutcome.Refused(var reason) => new CloseOutcome.Refused(reason),
            _ => throw new InvalidOperationException("A change is written, is made elsewhere or is refused."),
        };
    }

    private async Task<LedgerItem?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Items.FindAsync(key, cancellationToken);
    }
}

/// <summary>What became of the wish to close an issue.</summary>
internal abstract record CloseOutcome
{
    private CloseOutcome() { }

    public sealed record Closed : CloseOutcome;

    /// <param name="At">Since when; null where nobody knows.</param>
    public sealed record DoneAlready(DateTimeOffset? At) : CloseOutcome;

    /// <summary>It is closed where it lives.</summary>
    public sealed record Elsewhere(IssueRef Issue) : CloseOutcome;

    /// <param name="Reason">The end of a sentence, without its full stop.</param>
    public sealed record Refused(string Reason) : CloseOutcome;
}
