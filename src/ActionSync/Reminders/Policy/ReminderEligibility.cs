using ActionSync.Items;
using ActionSync.Ledger;
using Humanizer;

namespace ActionSync.Reminders.Policy;

/// <summary>Where an item's deadline lies, seen from today.</summary>
/// <param name="DueDay">In the reminding time zone, as is <paramref name="DueTime"/>.</param>
/// <param name="DueTime">The moment; null where the whole day is meant.</param>
/// <param name="IsOld">It is an item of an old incident; see <see cref="OldIncident"/>.</param>
internal sealed record Timing(DateOnly DueDay, DateTimeOffset? DueTime, int DaysOverdue, bool IsOverdue, bool IsOld);

/// <summary>Whether anybody at all is to be reminded of an item now.</summary>
internal sealed class ReminderEligibility(RemindingOptions options, ReminderCalendar calendar, DateTimeOffset now)
{
    private readonly DateOnly _today = calendar.DayOf(now);
    private readonly Priority? _least = options.Priorities.Count == 0 ? null : options.Priorities.Max();

    /// <summary>Why not; null where somebody is to be asked.</summary>
    public string? Refuse(ReminderItem item) => Settled(item) ?? TooLittleUrgent(item) ?? Early(item);

    /// <summary>It is overdue, and only its priority keeps it from a message of its own.</summary>
    public bool IsLeftOut(ReminderItem item) => TooLittleUrgent(item) is not null && IsMentioned(item);

    /// <summary>It is overdue and not put off: whatever its priority, it is mentioned where a message goes out.</summary>
    public bool IsMentioned(ReminderItem item) => Settled(item) is null && Early(item) is null && TimingOf(item).IsOverdue;

    private static string? Settled(ReminderItem item) => item switch
    {
        { State: ItemState.Missing } => "its issue is missing; doctor lists it",
        _ when item.State.IsClosed() => $"it is {item.State.ToWord()}",
        { Withdrawn: true } => "its document no longer names it",
        { IsBacklog: true } => "it is backlog: it was recorded without an issue",
        { IsIgnored: true } => LedgerItem.IgnoredText,
        { IsHeld: true } => $"it is held: nobody is asked before {ConfirmHint.Of(item.IncidentId)}",
        _ => null,
    };

    private string? TooLittleUrgent(ReminderItem item) => _least is { } least && item.Priority <= least
        ? null
        : $"it is {item.Priority}; reminders are for {(_least is null ? "nothing" : $"{_least} and more urgent")}";

    private string? Early(ReminderItem item) => item switch
    {
        { Deadline: null } when item.Unread.FirstOrDefault(u => u.Field is ItemField.Deadline or null) is { } unread =>
            $"no deadline of it is known; {unread.Sentence}",
        { Deadline: null } => "it has no deadline",
        _ when IsSnoozed(item) => Snoozed(item.Snooze!),
        _ => NotYet(item, TimingOf(item)),
    };

    public bool IsSnoozed(ReminderItem item) => item.Snooze is { } snooze && _today < snooze.Until;

    public Timing TimingOf(ReminderItem item)
    {
        var deadline = item.Deadline!.Value;
        var day = deadline.DayIn(options.TimeZone);
        var isOverdue = deadline.HasPassed(now, options.TimeZone);
        return new(day, deadline.In(options.TimeZone).Time, _today.DayNumber - day.DayNumber, isOverdue,
            isOverdue && OldIncident.IsOf(deadline, item.FirstSeenAt, options));
    }

    private string? NotYet(ReminderItem item, Timing timing)
    {
        if (timing.IsOverdue || DueSoonWindow.Opened(options, calendar, timing.DueDay, _today) is not null)
            return null;
        return $"it is due on {item.Deadline!.Value.ToText(options.TimeZone)}, in {"day".ToQuantity(-timing.DaysOverdue)}{(options.DueSoonDays.Count > 0 ? $"; reminders start {"day".ToQuantity(options.DueSoonDays.Max())} before" : "")}";
    }

    private static string Snoozed(Snooze snooze) =>
        $"it is snoozed until {snooze.Until:yyyy-MM-dd} by {snooze.By}{(snooze.Reason is { Length: > 0 } reason ? $": {reason}" : "")}";
}

/// <summary>When reminders before a deadline come: each at its number of days before, or on the last working day before that.</summary>
internal static class DueSoonWindow
{
    /// <summary>
    /// The day on which the latest of the reminders fell due; null before the first. A reminder that was slept through is made up by the next one.
    /// </summary>
    public static DateOnly? Opened(RemindingOptions options, ReminderCalendar calendar, DateOnly dueDay, DateOnly today) => options.DueSoonDays
        .Where(days => dueDay.DayNumber - days > 0)
        .Select(days => calendar.WorkingDayOnOrBefore(dueDay.AddDays(-days)))
        .Where(day => day <= today)
        .Select(day => (DateOnly?)day)
        .Max();
}
