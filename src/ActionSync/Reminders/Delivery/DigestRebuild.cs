using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Delivery;

/// <summary>
/// Makes the words of a promised digest from the facts of now. What was closed, snoozed, given or handed to somebody else or got another deadline since the
/// promise is left out: the next slot decides about it afresh.
/// </summary>
internal sealed class DigestRebuild(RemindingOptions options, PeopleDirectory people)
{
    private readonly ReminderCalendar _calendar = new(options);
    private readonly Recipients _recipients = new(people);

    /// <param name="reminder">The promise.</param>
    /// <param name="current">The facts of now.</param>
    /// <param name="mute">That of its reader; one of everything is for the caller to see.</param>
    /// <param name="now">When that is.</param>
    /// <returns>Null where nothing is left to say.</returns>
    public Digest? Make(PlannedReminder reminder, CurrentItems current, Mute? mute, DateTimeOffset now)
    {
        var gate = new ReminderEligibility(options, _calendar, now);
        var entries = reminder.Entries
            .Select(planned => current.Find(planned.Key) is { } item && StillHolds(planned, item, gate) && !IsUnwanted(item, reminder, mute)
                ? Entry(planned, item, gate)
                : null)
            .OfType<DigestEntry>()
            .ToList();
        if (entries.Count == 0)
            return null;
        entries.Sort(DigestEntry.ReadingOrder);
        var to = _recipients.Find(reminder.Person, [.. entries.SelectMany(e => e.Item.Participants)]) ?? new Recipient(reminder.Person, reminder.Person);
        // Who left since the promise is not written to: the next slot asks who stands in.
        return to.HasLeft || to.HasNoChannel ? null : current.Mentioned.AddTo(new Digest
        {
            To = to,
            Day = reminder.Day,
            Sequence = reminder.Sequence,
            PlannedAt = reminder.PlannedAt,
            Entries = entries,
            MaxSnoozeDays = options.MaxSnoozeDays,
            Planned = [.. reminder.Entries.Select(planned => $"{planned.Key} {planned.Kind} {planned.Deadline}")],
        });
    }

    private static bool IsUnwanted(ReminderItem item, PlannedReminder reminder, Mute? mute) =>
        item.Handover?.At > reminder.PlannedAt || (mute is { StillUpTo: not null } && mute.Covers(item.Priority));

    private static bool StillHolds(PlannedEntry planned, ReminderItem item, ReminderEligibility gate) =>
        item.Deadline is { } deadline && deadline == Deadline.ParseOrNull(planned.Deadline) && item.Owner == planned.Owner && gate.Refuse(item) is null
        && !(item.OwnerHasLeft && planned.Kind is (ReminderKind.Overdue or ReminderKind.DueSoon));

    private static DigestEntry Entry(PlannedEntry planned, ReminderItem item, ReminderEligibility gate) =>
        DigestEntry.Of(item, planned.Kind, gate.TimingOf(item), planned.Role) with
        {
            AlsoAsked = planned.AlsoAsked,
            IsNew = !planned.ToldBefore,
            IsLastResort = planned.LastResort,
        };
}
