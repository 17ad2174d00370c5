using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Links;
using ActionSync.Trackers;

namespace ActionSync.Sync.Publishing;

/// <summary>Closes an item's issue because a person says that it is done, where the tracker lets a command do that.</summary>
internal sealed class IssueClosing(LedgerDatabase ledger, IssueEditing editing)
{
    private static readonly IssuePatch Done = new() { State = ItemState.Done };

    /// <param name="key">The item's key.</param>
    /// <param name="by">Who says so; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<CloseOutcome> CloseAsync(string key, string by, CancellationToken cancellationToken) =>
        await ClosedAlreadyAsync(key, cancellationToken) ?? Of(await editing.EditAsync(key, Done, by, cancellationToken));

    /// <summary>The same by a link of a reminder. A crash after the issue was closed leaves the link as it is, and the issue closed.</summary>
    /// <exception cref="LinkUsedException">The link was used, or the item changed, a moment ago.</exception>
    public async Task<CloseOutcome> CloseAsync(string key, LinkUse use, CancellationToken cancellationToken) =>
        await ClosedAlreadyAsync(key, cancellationToken) ?? Of(await editing.EditAsync(key, Done, use, cancellationToken));

    private async Task<CloseOutcome?> ClosedAlreadyAsync(string key, CancellationToken cancellationToken)
    {
        await using var work = await ledger.ReadAsync(cancellationToken);
        return await work.Items.FindAsync(key, cancellationToken) switch
        {
            { State: ItemState.Done } item => new CloseOutcome.DoneAlready(item.WasDoneBefore ? null : item.DoneAt),
            { } item when item.State.IsClosed() =>
                new CloseOutcome.Refused($"it is closed already, as {item.State.ToWord()}; if it was done after all, say so in its issue"),
            _ => null,
        };
    }

    private static CloseOutcome Of(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Written => new CloseOutcome.Closed(),
        EditOutcome.Unchanged(var item) => new CloseOutcome.DoneAlready(item.DoneAt),
        EditOutcome.Elsewhere(var issue) => new CloseOutcome.Elsewhere(issue),
        EditOutcome.Refused(var reason) => new CloseOutcome.Refused(reason),
        _ => throw new InvalidOperationException("A change is written, needless, made elsewhere or refused."),
    };
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
