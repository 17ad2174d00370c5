using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Policy;
using ActionSync.Retrying;
using ActionSync.Telemetry;
using Humanizer;

namespace ActionSync.Reminders.Delivery;

/// <summary>
/// Brings one promised digest to its reader. Before each attempt the claim is committed, after it the outcome, so that a crash in between is seen as
/// "perhaps sent": such a message goes on only by a channel where a repeat does no harm, or by another one.
/// </summary>
internal sealed partial class ReminderDelivery(
    ReminderChannels channels, ReminderJournal journal, DigestRebuild rebuild, DigestLinks links, TimeProvider clock, ILogger<ReminderDelivery> logger)
{
    private const string Perhaps = "?";

    // A message waits so long, from its promise, for a channel that is at its limit; then it goes another way.
    private static readonly TimeSpan PatienceWithLimits = TimeSpan.FromMinutes(30);

    public async Task<Delivered> DeliverAsync(
        PlannedReminder reminder, ReminderFactsReader facts, ChannelHealth health, SendingHours hours, CancellationToken cancellationToken)
    {
        var mute = await facts.MuteOfAsync(reminder.Person, cancellationToken);
        if (rebuild.Make(reminder, await facts.CurrentAsync(cancellationToken), mute, clock.GetUtcNow()) is not { } digest)
            return await SettleAsync(
                reminder with { State = ReminderState.Dropped, NextTryAt = null, Remark = "everything in it was settled before it went out" }, null,
                cancellationToken);
        if (mute is { StillUpTo: null })
            return await SettleAsync(
                reminder with { State = ReminderState.Dropped, NextTryAt = null, Remark = "its reader was muted before it went out" }, null, cancellationToken);
        var known = AfterCrash(reminder);
        return IsHeld(known, digest, hours)
            ? new(reminder, null, digest) { IsHeld = true }
            : await TraceAsync(
                digest,
                async () => await AttemptAllAsync(known, await links.SignAsync(digest, cancellationToken), health, hours, cancellationToken));
    }

    /// <summary>Only the hour keeps it back.</summary>
    public async Task<bool> IsHeldAsync(PlannedReminder reminder, ReminderFactsReader facts, SendingHours hours, CancellationToken cancellationToken) =>
        rebuild.Make(
            reminder, await facts.CurrentAsync(cancellationToken), await facts.MuteOfAsync(reminder.Person, cancellationToken), clock.GetUtcNow())
            is { } digest && IsHeld(AfterCrash(reminder), digest, hours);

    private bool IsHeld(PlannedReminder reminder, Digest digest, SendingHours hours) =>
        hours == SendingHours.FilesOnly && channels.Disturbs(digest, UsedUp(reminder));

    /// <summary>A digest of an earlier day that never got through: what was perhaps sent is noted as such, the rest is replaced by today's.</summary>
    public async Task ReplaceAsync(PlannedReminder reminder, ReminderFactsReader facts, CancellationToken cancellationToken)
    {
        var perhapsSent = AfterCrash(reminder).Tried.Any(t => t.StartsWith(Perhaps, StringComparison.Ordinal))
            || reminder.State is ReminderState.Unknown or ReminderState.Sending;
        var digest = perhapsSent ? rebuild.Make(reminder, await facts.CurrentAsync(cancellationToken), null, clock.GetUtcNow()) : null;
        await SettleAsync(
            reminder with
            {
                State = perhapsSent ? ReminderState.Unknown : ReminderState.Replaced,
                NextTryAt = null,
                Remark = reminder.Remark ?? "the day ended before it went out"
            }, digest, cancellationToken);
    }

    /// <summary>It waited for a limit in vain: a later pass goes on, with growing gaps, until patience ends and another way is taken.</summary>
    public Task<Delivered> PostponeAsync(Delivered limited, CancellationToken cancellationToken)
    {
        var (reminder, limitEnds) = (limited.Reminder, limited.WaitsUntil!.Value);
        var (gap, patience) = (NextGap(reminder), reminder.PlannedAt + PatienceWithLimits);
        return SettleAsync(reminder with { NextTryAt = Later(limitEnds, gap < patience ? gap : patience) }, limited.Digest, cancellationToken);
    }

    /// <summary>Nothing of what may go wrong with one message stops the others: it is tried again with growing gaps.</summary>
    public Task<Delivered> FailAsync(PlannedReminder reminder, Exception exception, CancellationToken cancellationToken)
    {
        Log.Fault(logger, exception, reminder.Person);
        return SettleAsync(
            reminder with
            {
                State = ReminderState.Failed,
                NextTryAt = NextGap(reminder),
                Remark = $"the message could not be made: {TransportErrors.Words(exception)}."
            }, null, cancellationToken);
    }

    /// <summary>A claim without an outcome: the message was perhaps sent by that channel.</summary>
    private PlannedReminder AfterCrash(PlannedReminder reminder) =>
        reminder.State == ReminderState.Sending && reminder.Channel is { } channel && !channels.RepeatsHarmlessly(channel)
            ? reminder with
            {
                Tried = [.. reminder.Tried, Perhaps + channel],
                Remark = Join(reminder.Remark, $"{channel}: the worker was stopped while sending, so that a message may have arrived there.")
            }
            : reminder;

    private static List<string> UsedUp(PlannedReminder reminder) => [.. reminder.Tried.Select(t => t.TrimStart('?'))];

    private static async Task<Delivered> TraceAsync(Digest digest, Func<Task<Delivered>> attempt)
    {
        using var step = Tracing.Step("send reminder", digest.Entries.Select(entry => entry.Item.IncidentId));
        var delivered = await attempt();
        step?.SetTag("actionsync.items", digest.Entries.Count).SetTag("actionsync.channel", delivered.Reminder.Channel)
            .SetTag("actionsync.outcome", ReminderOutcomes.Of(delivered.Reminder.State));
        return delivered;
    }

    private async Task<Delivered> AttemptAllAsync(
        PlannedReminder reminder, Digest digest, ChannelHealth health, SendingHours hours, CancellationToken cancellationToken)
    {
        // What went wrong an hour ago is no news; what used a channel up is.
        var now = reminder with { Remark = reminder.Tried.Count > 0 ? reminder.Remark : null };
        DateTimeOffset? again = null;
        var passed = UsedUp(reminder);
        foreach (var channel in channels.For(digest, [.. passed]))
        {
            if (hours == SendingHours.FilesOnly && !channel.WritesFiles)
            {
                again = NextGap(reminder);
                break;
            }
            var said = SaidBy(channel, digest);
            if (said.Entries.Count == 0)
                return await SettleAsync(SaidBefore(now, channel, digest), said, cancellationToken);
            if (await AttemptAsync(now, channel, said with { Remarks = Detour(passed, now.Tried) }, health, cancellationToken) is not { } attempt)
                return new(reminder, null, digest);
            now = now with { Channel = channel.Name };
            switch (attempt.Outcome)
            {
                case SendOutcome.Sent sent:
                    return await SettleAsync(
                        now with { State = ReminderState.Sent, NextTryAt = null, Remark = Join(now.Remark, $"{channel.Name}: {sent.Where}") }, said,
                        cancellationToken);
                case SendOutcome.Limited limited when limited.Until <= reminder.PlannedAt + PatienceWithLimits:
                    return await WaitAsync(
                        now with { State = ReminderState.Failed, NextTryAt = limited.Until, Remark = Join(now.Remark, Said(channel, limited.Reason)) }, digest,
                        attempt.WasAsked, cancellationToken);
                case SendOutcome.Limited limited:
                    again = Later(limited.Until, NextGap(reminder));
                    now = now with { Remark = Join(now.Remark, Said(channel, limited.Reason)) };
                    break;
                case SendOutcome.Unreachable unreachable:
                    now = now with { Tried = [.. now.Tried, channel.Name], Remark = Join(now.Remark, Said(channel, unreachable.Reason)) };
                    break;
                case SendOutcome.Unknown unknown when !channel.RepeatsHarmlessly:
                    now = now with
                    {
                        Tried = [.. now.Tried, Perhaps + channel.Name],
                        Remark = Join(now.Remark, $"{channel.Name}: {unknown.Reason}, so that a message may have arrived there.")
                    };
                    break;
                case SendOutcome.Unknown unknown:
                    return await SettleAsync(
                        now with { State = ReminderState.Unknown, NextTryAt = NextGap(reminder), Remark = Join(now.Remark, Said(channel, unknown.Reason)) },
                        said, cancellationToken);
                case SendOutcome.Failed failed:
                    again = NextGap(reminder);
                    now = now with { Remark = Join(now.Remark, Said(channel, failed.Reason)) };
                    break;
            }
            passed.Add(channel.Name);
            Log.NextWay(logger, channel.Name, reminder.Person, now.Remark);
        }

        var state = again is not null ? ReminderState.Failed
            : now.Tried.Any(t => t.StartsWith(Perhaps, StringComparison.Ordinal)) ? ReminderState.Unknown
            : ReminderState.Unreachable;
        return await SettleAsync(now with { State = state, NextTryAt = again }, digest, cancellationToken);
    }

    private static PlannedReminder SaidBefore(PlannedReminder reminder, IReminderChannel channel, Digest digest) => reminder with
    {
        State = ReminderState.Dropped,
        Channel = channel.Name,
        NextTryAt = null,
        Remark = ReminderChannels.Said(channel, digest).WhyNotAgain,
    };

    private static Digest SaidBy(IReminderChannel channel, Digest digest)
    {
        var said = ReminderChannels.Said(channel, digest).Entries;
        return digest with { Entries = said, SaidBefore = [.. digest.Entries.Except(said)] };
    }

    /// <returns>Null where another worker has the digest.</returns>
    private async Task<Attempt?> AttemptAsync(
        PlannedReminder reminder, IReminderChannel channel, Digest digest, ChannelHealth health, CancellationToken cancellationToken)
    {
        if (health.KnownOutcome(channel.Name, clock.GetUtcNow()) is { } known)
            return new(known, WasAsked: false);
        if (!await journal.ClaimAsync(reminder, channel.Name, cancellationToken))
            return null;
        var outcome = await SendAsync(channel, digest, cancellationToken);
        // Whatever a service says of when: not at once, and not so late that the day is lost.
        if (outcome is SendOutcome.Limited limited)
            outcome = limited with { Until = RetryAfter.OfChannel.Within(limited.Until, clock.GetUtcNow()) };
        health.Note(channel.Name, outcome);
        return new(outcome, WasAsked: true);
    }

    /// <summary>A channel that throws is no reason for anybody to go without: where a repeat could do harm, it perhaps sent the message.</summary>
    private async Task<SendOutcome> SendAsync(IReminderChannel channel, Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.SendAsync(digest, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.Threw(logger, e, channel.Name, digest.To.Address);
            var reason = $"it failed in a way that is a fault of ActionSync ({e.GetType().Name}, see the log)";
            return channel.RepeatsHarmlessly ? new SendOutcome.Failed(reason) : new SendOutcome.Unknown(reason);
        }
    }

    /// <summary>Noted, and neither told nor counted: this pass or a later one goes on.</summary>
    private async Task<Delivered> WaitAsync(PlannedReminder reminder, Digest digest, bool wasAsked, CancellationToken cancellationToken)
    {
        await journal.SettleAsync(reminder, null, cancellationToken);
        return new(reminder, ReminderState.Failed, digest) { WaitsUntil = reminder.NextTryAt, WasAsked = wasAsked };
    }

    private async Task<Delivered> SettleAsync(PlannedReminder reminder, Digest? digest, CancellationToken cancellationToken)
    {
        await journal.SettleAsync(reminder, digest, cancellationToken);
        Counters.Reminded(reminder.Channel, ReminderOutcomes.Of(reminder.State));
        switch (reminder.State)
        {
            case ReminderState.Sent:
                Log.Sent(logger, reminder.Person, "item".ToQuantity(reminder.Entries.Count), reminder.Channel!);
                break;
            case ReminderState.Failed or ReminderState.Unknown or ReminderState.Unreachable:
                Log.NotSent(logger, reminder.Person, reminder.State, reminder.Remark);
                break;
        }
        return new(reminder, reminder.State, digest);
    }

    /// <summary>What the reader is told about channels that came before this one. What was wrong with them is for log, history and <c>doctor</c>.</summary>
    private static IReadOnlyList<string> Detour(IReadOnlyList<string> passed, IReadOnlyList<string> tried)
    {
        var perhaps = passed.Where(channel => tried.Contains(Perhaps + channel)).ToList();
        var failed = passed.Except(perhaps).ToList();
        var why = failed.Count == 0 ? "" : $", since {failed.Humanize("or")} did not take it";
        var already = perhaps.Count == 0 ? "" : $" It may have arrived by {perhaps.Humanize("or")} already.";
        return passed.Count == 0 ? [] : [$"This message came another way than usual{why}.{already}"];
    }

    private DateTimeOffset NextGap(PlannedReminder reminder) => clock.GetUtcNow() + BackOff.Reminder.After(reminder.Attempts);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static string Said(IReminderChannel channel, string reason) => $"{channel.Name}: {reason.TrimEnd('.')}.";

    private static string Join(string? before, string more) => string.IsNullOrEmpty(before) ? more : $"{before} {more}";

    private sealed record Attempt(SendOutcome Outcome, bool WasAsked);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Reminded {Person} of {Items} by {Channel}")]
        public static partial void Sent(ILogger logger, string person, string items, string channel);

        [LoggerMessage(LogLevel.Warning, "The reminder for {Person} is {State}: {Remark}")]
        public static partial void NotSent(ILogger logger, string person, ReminderState state, string? remark);

        [LoggerMessage(LogLevel.Warning, "{Channel} did not take the reminder for {Person}; the next way is tried. {Remark}")]
        public static partial void NextWay(ILogger logger, string channel, string person, string? remark);

        [LoggerMessage(LogLevel.Error, "{Channel} failed on the reminder for {Person}; the next way is tried")]
        public static partial void Threw(ILogger logger, Exception exception, string channel, string person);

        [LoggerMessage(LogLevel.Error, "The reminder for {Person} could not be made; the others go on")]
        public static partial void Fault(ILogger logger, Exception exception, string person);
    }
}

/// <summary>What became of one digest in this pass.</summary>
/// <param name="Reminder">As the ledger has it now.</param>
/// <param name="State">Null where another worker has it.</param>
internal sealed record Delivered(PlannedReminder Reminder, ReminderState? State, Digest? Digest)
{
    /// <summary>When its channel's limit ends, where it waits for that alone.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    /// <summary>It would disturb somebody now, so it waits for the next slot.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The limited channel was asked with this very message, rather than known to be limited.</summary>
    public bool WasAsked { get; init; }
}
