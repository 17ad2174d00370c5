using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.People;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Groups;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>What <c>doctor</c> shows of reminders: items that reach nobody, what people who left still own, and whose messages go astray.</summary>
internal sealed class ReminderDoctor(
    ReminderRun run, ReminderFactsReader facts, IEnumerable<IHoldsMessages> holders, MissedSlots missed, SilenceFindings silence, GroupLists lists,
    PeopleDirectory people, RemindingOptions options, LedgerDatabase database, TimeProvider clock)
{
    private const int DaysBack = 7;
    private readonly Recipients _recipients = new(people);

    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) =>
    [
        .. await run.UnheardAsync(cancellationToken),
        .. await HeldAsync(cancellationToken),
        .. await LeftAsync(cancellationToken),
        .. await LeftOutAsync(cancellationToken),
        .. await silence.FindAsync(cancellationToken),
        .. await AstrayAsync(cancellationToken),
        .. await lists.CheckAsync(cancellationToken),
        .. await AheadAsync(cancellationToken),
    ];

    /// <summary>
    /// Messages that wait, and whether they keep waiting since nothing is started near a slot; while a worker has the ledger, it will send them.
    /// </summary>
    private async Task<IReadOnlyList<Finding>> HeldAsync(CancellationToken cancellationToken)
    {
        var held = await HeldMessages.AllAsync(holders, cancellationToken);
        if (HeldMessages.Sentence(held, clock.GetUtcNow(), TimeZoneInfo.Local) is not { } sentence)
            return [];
        var waiting = new Finding(Good: true, "messages", sentence);
        var isWorkedOn = database is SqliteDatabase sqlite && LedgerLock.IsHeld(sqlite.File);
        return !isWorkedOn && await missed.FindAsync(held, cancellationToken) is { } advice
            ? [waiting, new Finding(Good: false, "reminders", advice.What, advice.Advice) { Paste = advice.Lines }]
            : [waiting];
    }

    private async Task<IEnumerable<Finding>> LeftAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var read = await facts.ReadAsync(now, ReminderMode.Now, Priority.P4, cancellationToken);
        var routing = new ReminderRouting(
            options, _recipients, read.Unreachable, new Silence(read.Mutes, new ReminderCalendar(options).DayOf(now)));
        return read.Items
            .Select(item => (item, Person: _recipients.Known(item.Owner, item.Participants)))
            .Where(i => i.item.OwnerHasLeft || i.Person is { Left: true })
            .GroupBy(i => i.Person?.Address ?? i.item.Owner!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Finding(
                Good: true, "people who left",
                $"{"open item".ToQuantity(group.Count())} {(group.Count() == 1 ? "is" : "are")} {group.Key}'s; {StandIns(group.Select(i => routing.FirstAsked(i.item)))}",
                "Assign them to somebody who is here."));
    }

    /// <summary>Whom <c>Reminding:Priorities</c> keeps from hearing of what they owe.</summary>
    private async Task<IEnumerable<Finding>> LeftOutAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var gate = new ReminderEligibility(options, new ReminderCalendar(options), now);
        var items = (await facts.ReadAsync(now, ReminderMode.Now, Priority.P4, cancellationToken)).Items;
        var leftOut = items.Where(gate.IsLeftOut).ToList();
        if (leftOut.Count == 0)
            return [];
        var reminded = items.Where(item => gate.Refuse(item) is null && gate.TimingOf(item).IsOverdue).Select(OwnerOf).ToHashSet();
        var owners = leftOut.Select(OwnerOf).OfType<string>().Distinct().ToList();
        var silent = owners.Count(owner => !reminded.Contains(owner));
        var priorities = leftOut.DistinctBy(item => item.Priority).Count();
        var count = $"{"overdue item".ToQuantity(leftOut.Count)} of {"owner".ToQuantity(owners.Count)} {(leftOut.Count == 1 ? "makes no message of its own" : "make no message of their own")}";
        return
        [
            new Finding(
                Good: true, "Reminding:Priorities", $"{count}: {(leftOut.Count == 1 ? "it is" : "they are")} less urgent than {Least()}{Silent()}",
                $"To have {(owners.Count == 1 ? "their owner" : "their owners")} reminded, put {(priorities == 1 ? "the priority" : "the priorities")} into Reminding:Priorities."),
        ];

        string? OwnerOf(ReminderItem item) => _recipients.Find(item.Owner, item.Participants)?.Address;
        string Least() => options.Priorities.Count == 0 ? "any that is reminded of" : $"{options.Priorities.Max()}";
        string Silent() => silent == 0 ? ""
            : silent == 1 ? "; 1 of the owners has no others, and so hears nothing"
            : $"; {silent} of the owners have no others, and so hear nothing";
    }

    private static string StandIns(IEnumerable<Route> routes)
    {
        var people = routes.Select(route => route.Person?.Address).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return people.Count == 0 ? "nobody can be asked in their place" : $"{people.Humanize("and")} {(people.Count == 1 ? "is" : "are")} asked in their place";
    }

    /// <summary>Each person's last message of the last days, where it did not arrive, or not the way that they read.</summary>
    private async Task<IEnumerable<Finding>> AstrayAsync(CancellationToken cancellationToken)
    {
        var today = new ReminderCalendar(options).DayOf(clock.GetUtcNow());
        await using var work = await database.ReadAsync(cancellationToken);
        var recent = await new ReminderStore(work).BetweenAsync(today.AddDays(-DaysBack), today.AddDays(1), cancellationToken);
        return recent.GroupBy(r => r.Person).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Astray(g.Key, [.. g])).OfType<Finding>();
    }

    private async Task<IEnumerable<Finding>> AheadAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        var ahead = await new ReminderTimes(work).CountAsync(await database.NowAsync(work, cancellationToken), cancellationToken);
        return ahead.IsNone
            ? []
            : [new Finding(Good: true, "reminders", $"{ahead}; they do not count", "The next once, or the worker's next minute, puts them right.")];
    }

    private Finding? Astray(string address, IReadOnlyList<PlannedReminder> reminders)
    {
        var subject = $"reminders of {address}";
        var inVain = reminders.Reverse().TakeWhile(r => r.State is ReminderState.Failed or ReminderState.Unreachable or ReminderState.Replaced).ToList();
        if (inVain.Count > 0)
        {
            var days = inVain.Select(r => r.Day).Distinct().Count();
            return new Finding(
                Good: false, subject, $"none got through on {(days == 1 ? $"{inVain[0].Day:yyyy-MM-dd}" : $"the last {days} days")}: {inVain[0].Remark}",
                inVain[0].State == ReminderState.Unreachable
                    ? $"Correct their address, or name who stands in: People:{address}:Backup."
                    : "It is tried again; mend what the reason names.");
        }
        return reminders[^1] switch
        {
            { State: ReminderState.Unknown } last =>
                new Finding(Good: false, subject, $"whether the last one arrived is not known: {last.Remark}", "Ask them, and mend what the reason names."),
            { State: ReminderState.Sent, Channel: { } channel, Remark: { } remark } when !remark.StartsWith($"{channel}: ", StringComparison.Ordinal) =>
                Detour(address, subject, channel, remark),
            _ => null,
        };
    }

    /// <summary>That somebody's own way does not work is for a person to mend; that the first way in general did not is only said.</summary>
    private Finding Detour(string address, string subject, string channel, string remark) => people.FindByAddress(address)?.Channel is { } own && own != channel
        ? new Finding(Good: false, subject, $"they go by {channel} instead of {own}: {remark}",
            $"Mend what the reason names, or set People:{address}:Channel to a way that works.")
        : new Finding(Good: true, subject, $"they go by {channel}, since another way failed: {remark}");
}
