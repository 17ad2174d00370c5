using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;

namespace ActionSync.Reminders.Delivery;

/// <summary>Commits promises, claims and outcomes of digests, each in one transaction with the trace it leaves.</summary>
internal sealed class ReminderJournal(LedgerDatabase database, RemindingOptions options, LedgerOptions ledger, WorkerIdentity worker, TimeProvider clock)
{
    /// <summary>How long another worker's claim counts: with SQLite there is no other worker, so one that is found is of a process that died.</summary>
    private TimeSpan Lease => ledger.Provider == LedgerProvider.Sqlite ? TimeSpan.Zero : TimeSpan.FromMinutes(5);

    /// <summary>Promises these digests and uses the slots up.</summary>
    /// <returns>False where all of them were used up before, and <paramref name="mode"/> lets a slot count only once: nothing was promised.</returns>
    public async Task<bool> PlanAsync(
        IReadOnlyList<Digest> digests, IReadOnlyList<DateTimeOffset> slots, ReminderMode mode, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var store = new ReminderStore(work);
        var taken = 0;
        foreach (var slot in slots)
            taken += await store.TakeSlotAsync(slot, clock.GetUtcNow(), cancellationToken) ? 1 : 0;
        if (slots.Count > 0 && taken == 0 && mode == ReminderMode.OnSchedule)
            return false;
        await store.PlanAsync(digests.Select(PlannedReminder.Of), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<bool> WasPlannedAsync(DateTimeOffset slot, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        return await new ReminderStore(work).WasPlannedAsync(slot, cancellationToken);
    }

    /// <summary>Puts right what is dated ahead of now; null where nothing is, which costs one query.</summary>
    public async Task<TimesAhead?> PutTimesRightAsync(CancellationToken cancellationToken)
    {
        await using (var reading = await database.ReadAsync(cancellationToken))
        {
            if ((await new ReminderTimes(reading).CountAsync(await database.NowAsync(reading, cancellationToken), cancellationToken)).IsNone)
                return null;
        }
        await using var work = await database.BeginAsync(cancellationToken);
        var now = await database.NowAsync(work, cancellationToken);
        var times = new ReminderTimes(work);
        var ahead = await times.CountAsync(now, cancellationToken);
        var today = new ReminderCalendar(options).DayOf(now);
        await times.PutRightAsync(now, today, today.AddDays(options.MaxSnoozeDays), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return ahead.IsNone ? null : ahead;
    }

    /// <summary>Digests that wait, but for those that another live worker is sending.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var abandoned = now - Lease;
        return [.. (await new ReminderStore(work).UnfinishedAsync(LatestDay(now), cancellationToken))
            .Where(r => r.State != ReminderState.Sending || r.ClaimedBy == worker.Name || r.ClaimedAt <= abandoned)];
    }

    public async Task<bool> ClaimAsync(PlannedReminder reminder, string channel, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var now = await database.NowAsync(work, cancellationToken);
        var claimed = await new ReminderStore(work).ClaimAsync(reminder, channel, worker.Name, now, now - Lease, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <param name="digest">What was in the message; null where none was made.</param>
    public async Task SettleAsync(PlannedReminder reminder, Digest? digest, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        var store = new ReminderStore(work);
        await store.SettleAsync(reminder, now, cancellationToken);
        if (digest is not null)
        {
            var perhapsSent = reminder.State is ReminderState.Sent or ReminderState.Unknown;
            await store.TellAsync(
                [.. digest.Entries.Select(e => ToldOf(reminder, e, perhapsSent)), .. digest.SaidBefore.Select(e => ToldOf(reminder, e, isTold: true))],
                cancellationToken);
            if (IsNews(reminder))
                await work.Events.AddAsync([.. digest.Entries.Select(e => EventOf(reminder, e, now))], cancellationToken);
        }
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Where a reader is it may be tomorrow.</summary>
    private DateOnly LatestDay(DateTimeOffset now) => new ReminderCalendar(options).DayOf(now).AddDays(1);

    private static ReminderTally ToldOf(PlannedReminder reminder, DigestEntry entry, bool isTold) =>
        new(entry.Item.Key, reminder.Person, entry.Kind, entry.Item.Deadline!.Value.ToWord(), reminder.Day, isTold ? reminder.Day : null, isTold ? 1 : 0);

    /// <summary>The first failure is worth a line of history, the tenth is not.</summary>
    private static bool IsNews(PlannedReminder reminder) => reminder.NextTryAt is null || reminder.Attempts == 0;

    private static LedgerEvent EventOf(PlannedReminder reminder, DigestEntry entry, DateTimeOffset now) => new()
    {
        At = now,
        IncidentId = entry.Item.IncidentId,
        ItemKey = entry.Item.Key,
        Kind = reminder.State is not (ReminderState.Sent or ReminderState.Unknown) ? EventKind.Remark
            : entry.Kind == ReminderKind.Escalated ? EventKind.Escalated
            : EventKind.Reminded,
        Who = Actor.ActionSync,
        // What a lost ledger's tally is made again from.
        Field = ReminderStore.KindWord(entry.Kind),
        Old = entry.Item.Deadline?.ToWord(),
        New = reminder.Person,
        Text = ReminderSentence.Of(reminder, entry),
    };
}
