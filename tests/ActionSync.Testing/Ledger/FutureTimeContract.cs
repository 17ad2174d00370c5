using ActionSync.Items;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using ActionSync.Reports;

namespace ActionSync.Testing.Ledger;

/// <summary>What a clock that ran ahead left in a ledger is put right, whatever database it is in.</summary>
public abstract class FutureTimeContract : LedgerHarness
{
    [Fact]
    public async Task Times_ahead_of_now_are_counted_and_put_right_and_the_others_stay()
    {
        var (now, today, later) = (Clock.GetUtcNow(), DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), Clock.GetUtcNow().AddDays(100));
        var future = today.AddDays(100);
        await InsertAsync(Some.Item("INC-1/a") with { State = ItemState.Open, Deadline = Deadline.ParseOrNull("2024-01-02") });
        await WriteAsync(async work =>
        {
            var store = new ReminderStore(work);
            await store.PlanAsync([Planned("ann@x.org", today, now), Planned("ann@x.org", future, later), Planned("bob@x.org", today, later)], Cancel);
            await store.SettleAsync(Planned("ann@x.org", today, now) with { State = ReminderState.Failed, NextTryAt = now.AddMinutes(30) }, now, Cancel);
            await store.SettleAsync(Planned("bob@x.org", today, later) with { State = ReminderState.Failed, NextTryAt = later }, later, Cancel);
            await store.TakeSlotAsync(now.AddHours(-1), now, Cancel);
            await store.TakeSlotAsync(later, later, Cancel);
            await store.TellAsync(
                [new("INC-1/a", "ann@x.org", ReminderKind.Overdue, "2024-01-02", future, future, 1),
                    new("INC-1/a", "bob@x.org", ReminderKind.Overdue, "2024-01-02", today, today, 1)], Cancel);
            await new SnoozeStore(work).AddAsync(
                [Snooze(today.AddDays(3), today, now), Snooze(future, future, later), Snooze(future, future, later.AddSeconds(1))], Cancel);
            await new ReportMailStore(work).SaveAsync(new ReportMail { Week = future, Person = "ann@x.org", SentAt = later }, Cancel);
            await new ReportMailStore(work).SaveAsync(new ReportMail { Week = today, Person = "ann@x.org", NextTryAt = later }, Cancel);
        });

        await WriteAsync(async work =>
        {
            var times = new ReminderTimes(work);
            var ahead = await times.CountAsync(now, Cancel);
            Assert.Equal((2L, 1L, 2L, 2L, future), (ahead.Reminders, ahead.Slots, ahead.Snoozes, ahead.Reports, ahead.LastDay));
            await times.PutRightAsync(now, today, today.AddDays(14), Cancel);
            Assert.True((await times.CountAsync(now, Cancel)).IsNone);
        });

        await using var read = await Ledger.ReadAsync(Cancel);
        var reminders = new ReminderStore(read);
        Assert.Empty(await reminders.OfDaysAsync(future, future, Cancel));
        Assert.Equal([("ann@x.org", now, now.AddMinutes(30)), ("bob@x.org", now, now)],
            (await reminders.OfDaysAsync(today, today, Cancel)).Select(r => (r.Person, r.PlannedAt, r.NextTryAt!.Value)));
        Assert.Equal([("ann@x.org", today, null), ("bob@x.org", today, today)],
            (await reminders.TallyAsync(Cancel)).OrderBy(t => t.Person).Select(t => (t.Person, t.FirstTried, t.LastSent)));
        Assert.Equal((true, false), (await reminders.WasPlannedAsync(now.AddHours(-1), Cancel), await reminders.WasPlannedAsync(later, Cancel)));
        Assert.Equal([(today, today.AddDays(3)), (today, today.AddDays(14))],
            (await new SnoozeStore(read).OfOpenItemsAsync(Cancel)).OrderBy(z => z.Until).Select(z => (z.OnDay, z.Until)));
        Assert.Empty(await new ReportMailStore(read).OfWeekAsync(future, Cancel));
        Assert.Equal(now, Assert.Single(await new ReportMailStore(read).OfWeekAsync(today, Cancel)).NextTryAt);
    }

    private static PlannedReminder Planned(string person, DateOnly day, DateTimeOffset at) => new()
    {
        Person = person,
        Day = day,
        Sequence = 1,
        State = ReminderState.Planned,
        PlannedAt = at,
        Entries = [],
    };

    private static LedgerSnooze Snooze(DateOnly until, DateOnly on, DateTimeOffset at) => new()
    {
        ItemKey = "INC-1/a",
        Source = LedgerSnooze.FromCommand,
        Asked = until,
        Until = until,
        OnDay = on,
        Who = "ann",
        At = at,
    };
}
