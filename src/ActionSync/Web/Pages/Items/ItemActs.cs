using System.Globalization;
using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders;
using ActionSync.Sync.Publishing;
using ActionSync.Text;
using ActionSync.Trackers;

namespace ActionSync.Web.Pages.Items;

/// <summary>What a person can do to an item on its page.</summary>
internal sealed class ItemActs(IssueEditing editing, Snoozes snoozes, PeopleDirectory people)
{
    /// <summary>The states that a person sets; the others follow from what happens.</summary>
    public static IReadOnlyList<ItemState> States { get; } = [ItemState.Open, ItemState.InProgress, ItemState.Done, ItemState.WontDo];

    /// <param name="item">As it was shown: only what the form changed is written.</param>
    /// <param name="form">What the form says.</param>
    /// <param name="by">Who asks; see <see cref="Actor"/>.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public async Task<ActAnswer> ChangeAsync(LedgerItem item, ItemForm form, string by, CancellationToken cancellationToken)
    {
        if (PatchOf(item, form, out var problem) is not { } patch)
            return new(problem!);
        if (patch.IsEmpty)
            return ActAnswer.Of(ItemNotice.Changed);
        return await editing.EditAsync(item.Key, patch, by, cancellationToken) switch
        {
            EditOutcome.Written or EditOutcome.Unchanged =>
                ActAnswer.Of(patch.Owner?.To is { } owner && people.AddressOf(owner) is null ? ItemNotice.ChangedUnknown : ItemNotice.Changed),
            EditOutcome.Elsewhere(var issue) => new($"Its issue {issue.Number} is changed where it lives, and ActionSync follows."),
            EditOutcome.Refused(var reason) => new($"Nothing was changed: {reason}."),
            _ => throw new InvalidOperationException("A change is written, is made elsewhere or is refused."),
        };
    }

    public async Task<ActAnswer> SnoozeAsync(LedgerItem item, SnoozeForm form, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(form.Reason))
            return new("Say why: whoever the item is escalated to reads it.");
        if (!DateOnly.TryParseExact(form.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return new("Choose the day on which reminders come again.");
        return await snoozes.SnoozeAsync(item.Key, until, form.Reason.Trim(), by, cancellationToken) switch
        {
            SnoozeOutcome.Snoozed(_, var wasCapped, _) => ActAnswer.Of(wasCapped ? ItemNotice.SnoozedShorter : ItemNotice.Snoozed),
            SnoozeOutcome.Refused(var reason) => new($"It is not snoozed: {reason}."),
            _ => throw new InvalidOperationException("A snooze is set or refused."),
        };
    }

    public async Task<ActAnswer> EndSnoozeAsync(LedgerItem item, string by, CancellationToken cancellationToken) =>
        await snoozes.EndAsync(item.Key, by, cancellationToken) == EndOutcome.InTracker
            ? new("It stays snoozed: its issue asks for it. Take the label or the line snooze_until off there.") : ActAnswer.Of(ItemNotice.Ended);

    private IssuePatch? PatchOf(LedgerItem item, ItemForm form, out string? problem)
    {
        problem = null;
        var patch = new IssuePatch();
        if (!States.Any(state => state.ToWord() == form.State))
            problem = "Choose one of the states.";
        else if (ItemStates.FromWord(form.State!) is var state && state != item.State)
            patch = patch with { State = state };
        if (!Deadline.TryParse(form.Deadline, out var deadline) && !string.IsNullOrWhiteSpace(form.Deadline))
            problem = $"{form.Deadline} is no day; write it as 2026-11-27, or with a time as 2026-11-27T14:00.";
        else if ((string.IsNullOrWhiteSpace(form.Deadline) ? (Deadline?)null : deadline) is var wanted && wanted != item.Deadline)
            patch = patch with { Deadline = new Change<Deadline?>(wanted) };
        var owner = PlainText.Line(form.Owner ?? "");
        if (owner != (item.Owner ?? ""))
            patch = patch with { Owner = new Change<string>(owner.Length == 0 ? null : people.AddressOf(owner) ?? owner) };
        return problem is null ? patch : null;
    }
}

/// <summary>What became of what a person asked for.</summary>
/// <param name="Problem">Why it was not done, as a sentence; null where it was.</param>
/// <param name="Notice">What the page says then.</param>
internal sealed record ActAnswer(string? Problem, ItemNotice Notice = ItemNotice.None)
{
    public static ActAnswer Of(ItemNotice notice) => new(null, notice);
}

/// <summary>What a page says of what was just done; its number stands in the address that the browser is sent to.</summary>
internal enum ItemNotice
{
    None,
    Changed,

    /// <summary>The new owner is nobody who could be written to.</summary>
    ChangedUnknown,
    Snoozed,
    SnoozedShorter,
    Ended,
}

/// <summary>The fields of an item that a page changes, as they were typed.</summary>
internal sealed class ItemForm
{
    public string? State { get; set; }
    public string? Owner { get; set; }
    public string? Deadline { get; set; }
}

/// <summary>How long an item shall be quiet, and why, as it was typed.</summary>
internal sealed class SnoozeForm
{
    /// <summary>yyyy-MM-dd.</summary>
    public string? Until { get; set; }
    public string? Reason { get; set; }
}
