using ActionSync.Items;
using ActionSync.People;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Delivery;
using ActionSync.Reminders.Policy;
using Humanizer;

namespace ActionSync.Reminders;

/// <summary>
/// Reminds: plans a slot's digests, promises them in the ledger, sends them, and brings what was interrupted or refused to its end.
/// Call it every minute while working, and once for <c>once</c>: it does nothing where nothing is due.
/// </summary>
internal sealed partial class ReminderRun(
    RemindingOptions options,
    ReminderFactsReader facts,
    ReminderJournal journal,
    ReminderDelivery delivery,
    ReminderPass pass,
    ReminderChannels channels,
    DigestLinks links,
    Snoozes snoozes,
    ReminderSlots slots,
    PeopleDirectory people,
    KnownPeople known,
    TimeProvider clock,
    ILogger<ReminderRun> logger) : IHoldsMessages, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ReminderPolicy _policy = new(options, people, channels.Said);
    private readonly ReminderForecast _forecast = new(options, people, new ReminderPolicy(options, people, channels.Said));

    public async Task<ReminderSummary> RunAsync(ReminderMode mode, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await journal.PutTimesRightAsync(cancellationToken) is { } ahead)
                Log.PutRight(logger, ahead.ToString());
            await snoozes.RecordFromTrackersAsync(cancellationToken);
            facts.Forget();
            var now = clock.GetUtcNow();
            var taken = await SlotsAsync(mode, now, cancellationToken);
            var zones = mode == ReminderMode.OnSchedule ? taken.SelectMany(slot => slot.Zones).ToHashSet() : null;
            var isDue = zones is not { Count: 0 };
            SendingHours Hours(string person) => HoursOf(mode, person, now);
            var planned = isDue ? await PlanAsync(mode, [.. taken.Select(slot => slot.At)], zones, Hours, cancellationToken) : Planned.Nothing;
            var summary = (await SendAsync(mode, Hours, cancellationToken)).Add(new ReminderSummary(Held: planned.Held));
            // Whom no channel reaches has others who are asked in their place, now rather than tomorrow.
            if (isDue && summary.Unreachable > 0 && await PlanAsync(mode, [], zones, Hours, cancellationToken) is { Promised: > 0 })
                summary = summary.Add(await SendAsync(mode, Hours, cancellationToken));
            return summary;
        }
        finally
        {
            facts.Forget();
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// What would be sent at a time, if nothing changes until then, and why each item is in it or not; nothing is sent or written.
    /// </summary>
    /// <param name="at">Null: the next slot, of a person by their own clocks.</param>
    /// <param name="person">Only what goes to, or belongs to, this person: an address or a configured name.</param>
    public async Task<ReminderPreview> PreviewAsync(DateTimeOffset? at, string? person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var address = person is null ? null : people.AddressOf(person)?.ToLowerInvariant() ?? person.Trim().ToLowerInvariant();
        var moment = at ?? (address is null ? slots.Next(now) : slots.NextOf(address, now)) ?? now;
        facts.Forget();
        var (plan, sentBefore) = _forecast.At(
            moment, await facts.ReadAsync(now < moment ? now : moment, ReminderMode.OnSchedule, Priority.P4, cancellationToken));
        var digests = new List<PreviewedDigest>();
        foreach (var digest in plan.Digests.Where(d => address is null || d.To.Address == address))
            digests.Add(PreviewedDigest.Of(await links.ShowAsync(digest, cancellationToken), channels));
        return new ReminderPreview(
            moment,
            digests,
            [.. plan.Verdicts.Where(v => address is null || v.Person == address || v.Owner == address)],
            sentBefore)
        {
            Stranger = address is null || (await known.AllAsync(cancellationToken)).Contains(address)
                ? null
                : new(address, await known.NearestToAsync(address, cancellationToken)),
        };
    }

    /// <summary>The overdue items of which nobody can be reminded, each cause a sentence that says what to configure.</summary>
    public async Task<IReadOnlyList<Finding>> UnheardAsync(CancellationToken cancellationToken) => UnheardFindings.Of(
        _policy.Plan(await facts.ReadAsync(clock.GetUtcNow(), ReminderMode.Now, ReminderFactsReader.Least(options), cancellationToken)).Verdicts,
        await facts.NamesAsync(cancellationToken));

    /// <summary>The digests for whom it is time, but not the hour.</summary>
    public async Task<IReadOnlyList<HeldMessages>> HeldAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var plan = _policy.Plan(await facts.ReadAsync(now, ReminderMode.CatchUp, ReminderFactsReader.Least(options), cancellationToken));
        var readers = plan.Digests.Where(digest => IsHeld(digest, Hours(digest.To.Address))).Select(digest => digest.To.Address).ToList();
        // What a pass had promised when it was stopped, and nothing has failed with.
        foreach (var promised in (await journal.UnfinishedAsync(cancellationToken)).Where(IsFresh))
        {
            if (await delivery.IsHeldAsync(promised, facts, Hours(promised.Person), cancellationToken))
                readers.Add(promised.Person);
        }
        return [.. slots.NextOf(readers, now).Select(next => new HeldMessages("message", "", next.People, next.Slot, next.Zone))];

        SendingHours Hours(string person) => HoursOf(ReminderMode.CatchUp, person, now);
        bool IsFresh(PlannedReminder reminder) =>
            reminder.State is ReminderState.Planned or ReminderState.Sending && reminder.Day == slots.DayOf(reminder.Person, now);
    }

    private bool IsHeld(Digest digest, SendingHours hours) => hours == SendingHours.FilesOnly && channels.Disturbs(digest, []);

    private SendingHours HoursOf(ReminderMode mode, string person, DateTimeOffset now) =>
        mode == ReminderMode.Now || slots.IsOpenFor(person, now) ? SendingHours.Open : SendingHours.FilesOnly;

    /// <summary>
    /// The slots that a run uses up: those that are open, on schedule only where nobody planned them yet. Asked for between two of them, a run counts as one:
    /// who asks every day at eight needs no advice to ask at nine.
    /// </summary>
    private async Task<IReadOnlyList<ReminderSlot>> SlotsAsync(ReminderMode mode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = slots.Open(now);
        if (mode != ReminderMode.OnSchedule)
            return mode == ReminderMode.Now && open.Count == 0 ? [new ReminderSlot(now, new HashSet<string>())] : open;
        var due = new List<ReminderSlot>();
        foreach (var slot in open)
        {
            if (!await journal.WasPlannedAsync(slot.At, cancellationToken))
                due.Add(slot);
        }
        return due;
    }

    /// <summary>
    /// Promises what is to be sent now. What would disturb people outside of their hours is not even promised, so that a later slot decides afresh.
    /// </summary>
    /// <param name="zones">Whose people are told; null for all.</param>
    private async Task<Planned> PlanAsync(
        ReminderMode mode, IReadOnlyList<DateTimeOffset> taken, IReadOnlySet<string>? zones, Func<string, SendingHours> hoursOf,
        CancellationToken cancellationToken)
    {
        var read = await facts.ReadAsync(clock.GetUtcNow(), mode, ReminderFactsReader.Least(options), cancellationToken);
        var plan = _policy.Plan(read with { Zones = zones });
        var digests = plan.Digests.Where(digest => !IsHeld(digest, hoursOf(digest.To.Address))).ToList();
        var held = plan.Digests.Count - digests.Count;
        if ((digests.Count > 0 || taken.Count > 0) && !await journal.PlanAsync(digests, taken, mode, cancellationToken))
            return new(0, held);
        Log.Planned(logger, "digest".ToQuantity(digests.Count), "item".ToQuantity(digests.Sum(d => d.Entries.Count)));
        return new(digests.Count, held);
    }

    private async Task<ReminderSummary> SendAsync(ReminderMode mode, Func<string, SendingHours> hoursOf, CancellationToken cancellationToken)
    {
        var summary = new ReminderSummary();
        var due = new List<PlannedReminder>();
        var now = clock.GetUtcNow();
        foreach (var reminder in await journal.UnfinishedAsync(cancellationToken))
        {
            var today = slots.DayOf(reminder.Person, now);
            if (reminder.Day > today)
                continue;
            if (reminder.Day < today)
                await delivery.ReplaceAsync(reminder, facts, cancellationToken);
            else if (mode == ReminderMode.OnSchedule && reminder.NextTryAt > now)
                summary = summary with { Waiting = summary.Waiting + 1 };
            else
                due.Add(reminder);
        }
        return summary.Add(await pass.SendAsync(due, hoursOf, cancellationToken));
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <param name="Promised">How many digests go out.</param>
    /// <param name="Held">How many would disturb people now.</param>
    private sealed record Planned(int Promised, int Held)
    {
        public static Planned Nothing { get; } = new(0, 0);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{What}. They do not count, and were put right: people are reminded again")]
        public static partial void PutRight(ILogger logger, string what);

        [LoggerMessage(LogLevel.Debug, "Planned {Digests} of {Items}")]
        public static partial void Planned(ILogger logger, string digests, string items);
    }
}

/// <summary>What one run did, in digests.</summary>
/// <param name="Failed">To be tried again.</param>
/// <param name="Unknown">Perhaps delivered.</param>
/// <param name="Waiting">Failed before, and not yet due again.</param>
/// <param name="Held">They would disturb people now, and wait for the next slot; <see cref="ReminderRun.HeldAsync"/> says for which.</param>
internal sealed record ReminderSummary(
    int Sent = 0, int Failed = 0, int Unknown = 0, int Unreachable = 0, int Dropped = 0, int Waiting = 0, int ByMail = 0, int Held = 0)
{
    /// <summary>
    /// Nothing is left to be done or to be worried about; else <c>once</c> exits with 3. That people are not disturbed at night is as it should be.
    /// </summary>
    public bool IsClean => Failed + Unknown + Unreachable + Waiting == 0;

    public ReminderSummary Count(Delivered delivered) => delivered switch
    {
        // What failed before stays a failure.
        { IsHeld: true, Reminder.State: ReminderState.Failed or ReminderState.Unknown } => this with { Waiting = Waiting + 1 },
        { IsHeld: true } => this with { Held = Held + 1 },
        _ => Count(delivered.State) with
        {
            ByMail = ByMail + (delivered is { State: ReminderState.Sent, Reminder.Channel: EmailKind.Name } ? 1 : 0),
        },
    };

    private ReminderSummary Count(ReminderState? state) => state switch
    {
        ReminderState.Sent => this with { Sent = Sent + 1 },
        ReminderState.Failed => this with { Failed = Failed + 1 },
        ReminderState.Unknown => this with { Unknown = Unknown + 1 },
        ReminderState.Unreachable => this with { Unreachable = Unreachable + 1 },
        ReminderState.Dropped => this with { Dropped = Dropped + 1 },
        _ => this with { Waiting = Waiting + 1 },
    };

    public ReminderSummary Add(ReminderSummary more) => new(
        Sent + more.Sent, Failed + more.Failed, Unknown + more.Unknown, Unreachable + more.Unreachable, Dropped + more.Dropped, Waiting + more.Waiting,
        ByMail + more.ByMail, Held + more.Held);
}
