using ActionSync.Reminding.Channels;
using ActionSync.Reminding.Policy;

namespace ActionSync.Reminding.Delivery;

/// <summary>
/// Brings one promised digest to its reader. Before each attempt the claim is committed, after it the outcome, so that a crash in between is seen as
/// "perhaps sent": such a message goes on only by a channel where a repeat does no harm, or by another one.
/// </summary>
internal sealed partial class ReminderDelivery(ReminderChannels channels, ReminderBooks books, DigestRebuild rebuild, TimeProvider clock, ILogger<ReminderDelivery> logger)
{
    private const string Perhaps = "?";
    private static readonly TimeSpan FirstGap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(1);
    // A limit that ends so soon is waited for; a longer one is left to a later pass.
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(30);

    public async Task<ReminderState?> DeliverAsync(PlannedReminder reminder, ReminderFactsReader facts, ChannelHealth health, CancellationToken cancellationToken)
    {
        if (rebuild.Make(reminder, await facts.CurrentAsync(cancellationToken), clock.GetUtcNow()) is not { } digest)
            return await SettleAsync(reminder with { State = ReminderState.Dropped, Remark = "everything in it was settled before it went out" }, null, cancellationToken);
        return await AttemptAllAsync(AfterCrash(reminder), digest, health, cancellationToken);
    }

    /// <summary>A digest of an earlier day that never got through: what was perhaps sent is noted as such, the rest is replaced by today's.</summary>
    public async Task ReplaceAsync(PlannedReminder reminder, ReminderFactsReader facts, CancellationToken cancellationToken)
    {
        var perhapsSent = AfterCrash(reminder).Tried.Any(t => t.StartsWith(Perhaps, StringComparison.Ordinal)) || reminder.State is ReminderState.Unknown or ReminderState.Sending;
        var digest = perhapsSent ? rebuild.Make(reminder, await facts.CurrentAsync(cancellationToken), clock.GetUtcNow()) : null;
        await SettleAsync(reminder with { State = perhapsSent ? ReminderState.Unknown : ReminderState.Replaced, NextTryAt = null, Remark = reminder.Remark ?? "the day ended before it went out" }, digest, cancellationToken);
    }

    /// <summary>A claim without an outcome: the message was perhaps sent by that channel.</summary>
    private PlannedReminder AfterCrash(PlannedReminder reminder) =>
        reminder.State == ReminderState.Sending && reminder.Channel is { } channel && !channels.RepeatsHarmlessly(channel)
            ? reminder with { Tried = [.. reminder.Tried, Perhaps + channel], Remark = Join(reminder.Remark, $"{channel}: the worker was stopped while sending, so that a message may have arrived there.") }
            : reminder;

    private async Task<ReminderState?> AttemptAllAsync(PlannedReminder reminder, Digest digest, ChannelHealth health, CancellationToken cancellationToken)
    {
        // What went wrong an hour ago is no news; what used a channel up is.
        var now = reminder with { Remark = reminder.Tried.Count > 0 ? reminder.Remark : null };
        DateTimeOffset? again = null;
        var repeatable = false;
        foreach (var channel in channels.For(digest, [.. reminder.Tried.Select(t => t.TrimStart('?'))]))
        {
            if (await AttemptAsync(now, channel, digest, health, cancellationToken) is not { } outcome)
                return null;
            now = now with { Channel = channel.Name };
            switch (outcome)
            {
                case SendOutcome.Sent sent:
                    return await SettleAsync(now with { State = ReminderState.Sent, NextTryAt = null, Remark = Join(now.Remark, $"{channel.Name}: {sent.Where}") }, digest, cancellationToken);
                case SendOutcome.Limited limited:
                    return await SettleAsync(now with { State = ReminderState.Failed, NextTryAt = limited.Until, Remark = Join(now.Remark, $"{channel.Name}: {limited.Reason}.") }, digest, cancellationToken);
                case SendOutcome.Unreachable unreachable:
                    now = now with { Tried = [.. now.Tried, channel.Name], Remark = Join(now.Remark, $"{channel.Name}: {unreachable.Reason}.") };
                    break;
                case SendOutcome.Unknown unknown when !channel.RepeatsHarmlessly:
                    now = now with { Tried = [.. now.Tried, Perhaps + channel.Name], Remark = Join(now.Remark, $"{channel.Name}: {unknown.Reason}, so that a message may have arrived there.") };
                    break;
                case SendOutcome.Unknown unknown:
                    (repeatable, again) = (true, clock.GetUtcNow() + Gap(reminder.Attempts));
                    now = now with { Remark = Join(now.Remark, $"{channel.Name}: {unknown.Reason}.") };
                    break;
                case SendOutcome.Failed failed:
                    again = clock.GetUtcNow() + Gap(reminder.Attempts);
                    now = now with { Remark = Join(now.Remark, $"{channel.Name}: {failed.Reason}.") };
                    break;
            }
            if (repeatable)
                break;
        }

        var state = repeatable ? ReminderState.Unknown
            : again is not null ? ReminderState.Failed
            : now.Tried.Any(t => t.StartsWith(Perhaps, StringComparison.Ordinal)) ? ReminderState.Unknown
            : ReminderState.Unreachable;
        return await SettleAsync(now with { State = state, NextTryAt = again }, digest, cancellationToken);
    }

    /// <returns>Null where another worker has the digest.</returns>
    private async Task<SendOutcome?> AttemptAsync(PlannedReminder reminder, IReminderChannel channel, Digest digest, ChannelHealth health, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (health.Foretell(channel.Name, clock.GetUtcNow()) is { } known)
            {
                if (known is not SendOutcome.Limited { Until: var until } || until - clock.GetUtcNow() > ShortLimit)
                    return known;
                await Task.Delay(until - clock.GetUtcNow(), clock, cancellationToken);
            }
            if (!await books.ClaimAsync(reminder, channel.Name, cancellationToken))
                return null;
            var outcome = await channel.SendAsync(digest with { Remarks = RemarksFor(reminder) }, cancellationToken);
            health.Note(channel.Name, outcome);
            if (outcome is not SendOutcome.Limited limited || limited.Until - clock.GetUtcNow() > ShortLimit)
                return outcome;
        }
    }

    private async Task<ReminderState?> SettleAsync(PlannedReminder reminder, Digest? digest, CancellationToken cancellationToken)
    {
        await books.SettleAsync(reminder, digest, cancellationToken);
        switch (reminder.State)
        {
            case ReminderState.Sent:
                Log.Sent(logger, reminder.Person, reminder.Entries.Count, reminder.Channel!);
                break;
            case ReminderState.Failed or ReminderState.Unknown or ReminderState.Unreachable:
                Log.NotSent(logger, reminder.Person, reminder.State, reminder.Remark);
                break;
        }
        return reminder.State;
    }

    /// <summary>What the reader is told about a channel that failed before this one.</summary>
    private static IReadOnlyList<string> RemarksFor(PlannedReminder reminder) =>
        string.IsNullOrEmpty(reminder.Remark) ? [] : [$"This message came another way than usual. {reminder.Remark}"];

    private static TimeSpan Gap(int attempts) => attempts >= 6 ? LongestGap : FirstGap * Math.Pow(2, attempts);

    private static string Join(string? before, string more) => string.IsNullOrEmpty(before) ? more : $"{before} {more}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Reminded {Person} of {Items} items by {Channel}")]
        public static partial void Sent(ILogger logger, string person, int items, string channel);

        [LoggerMessage(LogLevel.Warning, "The reminder for {Person} is {State}: {Remark}")]
        public static partial void NotSent(ILogger logger, string person, ReminderState state, string? remark);
    }
}
