using ActionSync.Items;
using ActionSync.Ledger;
using ActionSync.Mail;
using ActionSync.People;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using ActionSync.Reminders.Store;
using ActionSync.Retrying;

namespace ActionSync.Reminders.Groups;

/// <summary>
/// Posts each team's list in its channel, once a week, at the week's first slot. Call it whenever reminders are run; a week that was slept through is left
/// out. Before a list is posted that is committed, so that a crash or a lost answer makes no second one.
/// </summary>
internal sealed partial class GroupLists(
    GroupPlaces places, GroupDirectory groups, ReminderFactsReader facts, PeopleDirectory people, RemindingOptions options, LedgerDatabase database,
    WorkerIdentity worker, DigestLinks links, TimeProvider clock, ILogger<GroupLists> logger) : IHoldsMessages
{
    private const string StoppedWhilePosting = "the worker was stopped while posting, so that it may have arrived";

    // Of a worker that shares the ledger and is silent for longer nobody knows whether it posted.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly ReminderCalendar _calendar = new(options);
    private readonly Recipients _recipients = new(people);

    public async Task<GroupListSummary> RunAsync(ReminderMode mode, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (places.All.Count == 0 || !MayPost(mode, now))
            return new([], []);
        var week = WeekOf(now);
        var known = await KnownAsync(week, now, cancellationToken);
        var due = places.All.Where(place => IsDue(known.GetValueOrDefault((place.Team, place.Channel)), mode, now)).ToList();
        if (due.Count == 0)
            return Summary(known.Values, []);
        var items = await ItemsAsync(now, cancellationToken);
        var pageOf = await links.PagesAsync(cancellationToken);
        var sent = new List<GroupPlace>();
        foreach (var place in due)
        {
            var list = ListOf(place, items, pageOf, now);
            var before = known.GetValueOrDefault((place.Team, place.Channel));
            var after = list.Count == 0
                ? await SettleAsync(Row(place, week, before) with { State = GroupListState.Empty }, cancellationToken)
                : await PostAsync(place, list, Row(place, week, before), cancellationToken);
            if (after is null)
                continue;
            known[(place.Team, place.Channel)] = after;
            if (after.State == GroupListState.Sent)
                sent.Add(place);
        }
        return Summary(known.Values, sent);
    }

    /// <summary>This week's lists that were not tried yet and have something to tell; a week that ends before the next slot gets none.</summary>
    public async Task<IReadOnlyList<HeldMessages>> HeldAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (places.All.Count == 0 || MayPost(ReminderMode.CatchUp, now) || _calendar.NextSlot(now) is not { } slot || WeekOf(slot) != WeekOf(now))
            return [];
        var known = await ReadAsync(WeekOf(now), cancellationToken);
        var due = places.All.Where(place => known.All(list => (list.Team, list.Channel) != (place.Team, place.Channel))).ToList();
        var items = due.Count == 0 ? null : await ItemsAsync(now, cancellationToken);
        var count = due.Count(place => ListOf(place, items!, _ => null, now).Count > 0);
        return [new HeldMessages("weekly list", count == 1 ? " of a team" : " of teams", count, slot, _calendar.Zone)];
    }

    /// <summary>What <c>doctor</c> shows: where each team's list goes, and which of this week did not get there.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken)
    {
        if (places.All.Count == 0)
            return [];
        var known = (await ReadAsync(WeekOf(clock.GetUtcNow()), cancellationToken)).ToDictionary(list => (list.Team, list.Channel));
        return [.. places.All.Select(place => FindingOf(place, known.GetValueOrDefault((place.Team, place.Channel))))];
    }

    private DateOnly WeekOf(DateTimeOffset now) => _calendar.WeekOf(_calendar.DayOf(now));

    private bool MayPost(ReminderMode mode, DateTimeOffset now) =>
        _calendar.OpenSlot(now) is not null || (mode == ReminderMode.Now && _calendar.IsWorkingDay(_calendar.DayOf(now)));

    private static bool IsDue(LedgerGroupList? list, ReminderMode mode, DateTimeOffset now) => list switch
    {
        null => true,
        { State: GroupListState.Failed } => mode != ReminderMode.OnSchedule || list.NextTryAt is null || list.NextTryAt <= now,
        _ => false,
    };

    /// <summary>Where this week's lists stand; what was perhaps posted by a worker that died is noted as such.</summary>
    private async Task<Dictionary<(string, string), LedgerGroupList>> KnownAsync(DateOnly week, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = new Dictionary<(string, string), LedgerGroupList>();
        foreach (var list in await ReadAsync(week, cancellationToken))
        {
            var isAbandoned = list.State == GroupListState.Sending && (!database.IsShared || list.ClaimedBy == worker.Name || list.ClaimedAt <= now - Lease);
            known[(list.Team, list.Channel)] = isAbandoned
                ? await SettleAsync(list with { State = GroupListState.Unknown, Remark = StoppedWhilePosting }, cancellationToken)
                : list;
        }
        return known;
    }

    private async Task<IReadOnlyList<LedgerGroupList>> ReadAsync(DateOnly week, CancellationToken cancellationToken)
    {
        await using var work = await database.ReadAsync(cancellationToken);
        return await new GroupListStore(work).OfWeekAsync(week, cancellationToken);
    }

    private GroupList ListOf(GroupPlace place, ILookup<string, ReminderItem> items, Func<string, string?> pageOf, DateTimeOffset now) =>
        GroupList.Of(place.Team, items[place.Team], _recipients, new ReminderEligibility(options, _calendar, now), pageOf);

    private async Task<ILookup<string, ReminderItem>> ItemsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var items = (await facts.ReadAsync(now, ReminderMode.Now, Priority.P4, cancellationToken)).Items;
        return items.Select(item => (Item: item, Team: groups.Of(item.Owner, item.Participants, item.Services))).Where(item => item.Team is not null)
            .ToLookup(item => item.Team!, item => item.Item);
    }

    private static LedgerGroupList Row(GroupPlace place, DateOnly week, LedgerGroupList? before) => new()
    {
        Week = week,
        Team = place.Team,
        Channel = place.Channel,
        State = GroupListState.Sending,
        Attempts = before?.Attempts ?? 0,
    };

    /// <returns>Null where another worker has it.</returns>
    private async Task<LedgerGroupList?> PostAsync(GroupPlace place, GroupList list, LedgerGroupList row, CancellationToken cancellationToken)
    {
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            if (!await new GroupListStore(work).ClaimAsync(row.Week, row.Team, row.Channel, worker.Name, clock.GetUtcNow(), cancellationToken))
                return null;
            await work.CommitAsync(cancellationToken);
        }
        var outcome = await SendAsync(place, list, cancellationToken);
        var settled = await SettleAsync(After(row, outcome), cancellationToken);
        if (settled.State == GroupListState.Sent)
            Log.Posted(logger, place.Team, place.Channel);
        else
            Log.NotPosted(logger, place.Team, place.Channel, settled.State, settled.Remark);
        return settled;
    }

    /// <summary>A poster that throws keeps no other team waiting; perhaps it posted.</summary>
    private static async Task<SendOutcome> SendAsync(GroupPlace place, GroupList list, CancellationToken cancellationToken)
    {
        try
        {
            return await place.Poster.PostAsync(list, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Unknown($"it failed in a way that is a fault of ActionSync: {e.GetType().Name}: {e.Message}");
        }
    }

    private LedgerGroupList After(LedgerGroupList row, SendOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var gap = now + BackOff.Report.After(row.Attempts);
        return outcome switch
        {
            SendOutcome.Sent sent => row with { State = GroupListState.Sent, Remark = sent.Where },
            SendOutcome.Unknown unknown => row with { State = GroupListState.Unknown, Remark = unknown.Reason },
            SendOutcome.Limited limited =>
                row with { State = GroupListState.Failed, NextTryAt = RetryAfter.OfChannel.Within(limited.Until, now), Remark = limited.Reason },
            SendOutcome.Failed failed => row with { State = GroupListState.Failed, NextTryAt = gap, Remark = failed.Reason },
            SendOutcome.Unreachable unreachable => row with { State = GroupListState.Failed, NextTryAt = gap, Remark = unreachable.Reason },
            _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of posting."),
        };
    }

    private async Task<LedgerGroupList> SettleAsync(LedgerGroupList list, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await new GroupListStore(work).SettleAsync(list, clock.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return list;
    }

    private static GroupListSummary Summary(IEnumerable<LedgerGroupList> known, List<GroupPlace> sent) =>
        new([.. sent.Select(place => place.Team)], [.. known.Where(list => list.State == GroupListState.Failed).Select(list => $"{list.Team}: {list.Remark}")]);

    private static Finding FindingOf(GroupPlace place, LedgerGroupList? list)
    {
        var subject = $"weekly list of {place.Team}";
        return list switch
        {
            { State: GroupListState.Failed } =>
                new(Good: false, subject, $"it did not reach {place.Where}: {list.Remark}", "It is tried again; mend what the reason names."),
            { State: GroupListState.Unknown or GroupListState.Sending } =>
                new(Good: false, subject, $"whether it reached {place.Where} is not known: {list.Remark ?? "it is being posted"}",
                    "Look there; it is not posted a second time this week."),
            { State: GroupListState.Empty } => new(Good: true, subject, $"it goes to {place.Where}; this week there was nothing to tell"),
            { State: GroupListState.Sent } => new(Good: true, subject, $"it went to {place.Where} this week"),
            _ => new(Good: true, subject, $"it goes to {place.Where} at the week's first slot; that it may be posted there shows then"),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Posted the weekly list of {Team} by {Channel}")]
        public static partial void Posted(ILogger logger, string team, string channel);

        [LoggerMessage(LogLevel.Warning, "The weekly list of {Team} by {Channel} is {State}: {Remark}")]
        public static partial void NotPosted(ILogger logger, string team, string channel, GroupListState state, string? remark);
    }
}

/// <summary>What one run posted.</summary>
/// <param name="Sent">The teams whose list went out.</param>
/// <param name="Failed">Each with its team and the reason; they are tried again.</param>
internal sealed record GroupListSummary(IReadOnlyList<string> Sent, IReadOnlyList<string> Failed);
