using System.Globalization;
using ActionSync.Configuration;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>Sees that messages keep waiting, since whatever starts <c>once</c> never does so near a slot, and says what to schedule.</summary>
internal sealed class MissedSlots(LedgerDatabase database, RemindingOptions options, StartArguments start, TimeProvider clock)
{
    private const int DaysOfPatience = 2;

    private readonly ReminderCalendar _calendar = new(options);

    /// <param name="held">What waits now, of all kinds.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where nothing waits, slots are met, or it is too early to tell.</returns>
    public async Task<MissedSlotsAdvice?> FindAsync(IReadOnlyList<HeldMessages> held, CancellationToken cancellationToken)
    {
        if (held.Count == 0)
            return null;
        await using var work = await database.ReadAsync(cancellationToken);
        if ((await new ReminderStore(work).WaitingSinceAsync(cancellationToken) ?? held.Min(each => each.Since)) is not { } since)
            return null;
        var missed = _calendar.DaysMissed(since, clock.GetUtcNow());
        if (missed.Count < DaysOfPatience)
            return null;
        var hours = $"within {"hour".ToQuantity(options.CatchUpHours)} after {Hours()}";
        return new(
            $"nobody was written to on the last {"working day".ToQuantity(missed.Count)}: none of them saw a pass {hours}, and no worker runs",
            $"Schedule actionsync once --remind; for cron, this does it (crontab -e){CronLines.Unknown(start)}:",
            CronLines.Of(options, start, TimeZoneInfo.Local));
    }

    private string Hours() => options.At.Order().Select(at => at.ToString("HH:mm", CultureInfo.InvariantCulture)).Humanize("or");
}

/// <param name="What">What is seen, as a sentence without its end.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Lines">What is to be pasted for it.</param>
internal sealed record MissedSlotsAdvice(string What, string Advice, IReadOnlyList<string> Lines);
