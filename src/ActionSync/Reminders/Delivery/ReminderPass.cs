using System.Data.Common;
using ActionSync.Ledger;

namespace ActionSync.Reminders.Delivery;

/// <summary>
/// Sends what one pass has to send. What a channel's limit holds back comes last, after one wait that is bounded whatever the service says: all others
/// go out first, and no message is offered to a limited channel more than twice.
/// </summary>
internal sealed partial class ReminderPass(ReminderDelivery delivery, ReminderFactsReader facts, TimeProvider clock, ILogger<ReminderPass> logger)
{
    private const int MostTries = 2;
    // What ends sooner is waited for, all waits of a pass together; a longer limit is left to a later pass.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public async Task<ReminderSummary> SendAsync(
        IReadOnlyList<PlannedReminder> reminders, Func<string, SendingHours> hoursOf, CancellationToken cancellationToken)
    {
        var health = new ChannelHealth();
        var summary = new ReminderSummary();
        var tries = new Dictionary<(string Person, int Sequence), int>();
        var left = LongestWait;
        for (var queue = reminders; ;)
        {
            var (settled, limited) = await RoundAsync(queue, health, hoursOf, tries, cancellationToken);
            summary = settled.Aggregate(summary, (sum, delivered) => sum.Count(delivered));
            if (limited.Count == 0)
                return summary;
            var wait = limited.Min(l => l.WaitsUntil!.Value) - clock.GetUtcNow();
            var goesOn = wait <= left && (queue == reminders || settled.Any(s => s.State == ReminderState.Sent));
            Log.Limited(logger, limited.Count == 1 ? "1 reminder waits" : $"{limited.Count} reminders wait", limited[0].Reminder.Channel,
                limited[0].WaitsUntil!.Value, goesOn ? "this pass waits for that" : "a later pass goes on");
            if (!goesOn)
                return await PostponeAsync(limited, summary, cancellationToken);
            left -= wait;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, cancellationToken);
            queue = [.. limited.Select(l => l.Reminder)];
        }
    }

    private async Task<(List<Delivered> Settled, List<Delivered> Limited)> RoundAsync(
        IReadOnlyList<PlannedReminder> queue, ChannelHealth health, Func<string, SendingHours> hoursOf, Dictionary<(string, int), int> tries,
        CancellationToken cancellationToken)
    {
        var (settled, limited) = (new List<Delivered>(), new List<Delivered>());
        foreach (var reminder in queue)
        {
            var delivered = await DeliverAsync(reminder, health, hoursOf, cancellationToken);
            var key = (reminder.Person, reminder.Sequence);
            if (delivered.WasAsked)
                tries[key] = tries.GetValueOrDefault(key) + 1;
            if (delivered.WaitsUntil is null)
                settled.Add(delivered);
            else if (tries.GetValueOrDefault(key) < MostTries)
                limited.Add(delivered);
            else
                settled.Add(await delivery.PostponeAsync(delivered, cancellationToken));
        }
        return (settled, limited);
    }

    private async Task<Delivered> DeliverAsync(
        PlannedReminder reminder, ChannelHealth health, Func<string, SendingHours> hoursOf, CancellationToken cancellationToken)
    {
        try
        {
            return await delivery.DeliverAsync(reminder, facts, health, hoursOf(reminder.Person), cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException or LedgerException))
        {
            return await delivery.FailAsync(reminder, e, cancellationToken);
        }
    }

    private async Task<ReminderSummary> PostponeAsync(List<Delivered> limited, ReminderSummary summary, CancellationToken cancellationToken)
    {
        foreach (var delivered in limited)
            summary = summary.Count(await delivery.PostponeAsync(delivered, cancellationToken));
        return summary;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Waiting} for {Channel}, which is at its limit until {Until:u}; {What}")]
        public static partial void Limited(ILogger logger, string waiting, string? channel, DateTimeOffset until, string what);
    }
}
