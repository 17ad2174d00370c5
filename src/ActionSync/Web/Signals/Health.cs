using System.Data.Common;
using ActionSync.Intake;
using ActionSync.Ledger;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Store;
using ActionSync.Scheduling;
using Humanizer;

namespace ActionSync.Web.Signals;

/// <summary>Whether this worker lives, is ready, and is late with nothing.</summary>
internal sealed class Health(
    LedgerDatabase ledger, LedgerGuard guard, SchedulerHost schedulerHost, WorkerTimes times, DropFolder inbox, ReminderChannels reminderChannels,
    TimeProvider clock)
{
    private const string Ledger = "ledger";
    private const string Schedule = "schedule";
    private const string WhereWhy = "The log and actionsync doctor say why.";

    /// <summary>Whoever asks gives up after a few seconds and learns nothing.</summary>
    private static readonly TimeSpan LedgerAnswersWithin = TimeSpan.FromSeconds(3);

    /// <summary>A channel that did not take a reminder is shown for so long, unless it takes one.</summary>
    private static readonly TimeSpan ChannelsFailFor = TimeSpan.FromDays(2);

    /// <summary>Only what a restart can mend: outages of others do not count.</summary>
    public HealthAnswer Live() => Answer([.. Triggers()]);

    public async Task<HealthAnswer> ReadyAsync(CancellationToken cancellationToken)
    {
        var (part, _) = await LookAtLedgerAsync(withChannels: false, cancellationToken);
        return Answer([part, Started()]);
    }

    public async Task<HealthAnswer> WholeAsync(CancellationToken cancellationToken)
    {
        var (part, channels) = await LookAtLedgerAsync(withChannels: true, cancellationToken);
        return Answer([part, .. schedulerHost.IsStarted ? Triggers() : [Started()], .. times.Work.All.Select(Of), .. channels.Select(Of)]);
    }

    private async Task<(PartHealth Ledger, IReadOnlyList<ChannelTimes> Channels)> LookAtLedgerAsync(bool withChannels, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LedgerAnswersWithin);
        try
        {
            await using var work = await ledger.ReadAsync(limit.Token);
            await work.Trackers.AllAsync(limit.Token);
            var channels = withChannels ? await ChannelsAsync(work, limit.Token) : [];
            // Damage keeps jobs from beginning, and nothing from being read.
            return withChannels && guard.Damage is { } damage
                ? (new PartHealth(Ledger, PartHealth.Failing, null, damage), channels)
                : (new PartHealth(Ledger, PartHealth.Ok, null, "The ledger can be read."), channels);
        }
        catch (Exception e) when (e is DbException or LedgerException)
        {
            return (new PartHealth(Ledger, PartHealth.Failing, null, "The ledger cannot be read."), []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new PartHealth(
                Ledger, PartHealth.Failing, null, $"The ledger cannot be read: it does not answer within {LedgerAnswersWithin.TotalSeconds} seconds."), []);
        }
    }

    private PartHealth Started() => schedulerHost.IsStarted
        ? new PartHealth(Schedule, PartHealth.Ok, null, "The schedule is started.")
        : new PartHealth(Schedule, PartHealth.Failing, null, "The schedule is not started yet.");

    /// <summary>One part for all triggers that fire, and one for each that is silent.</summary>
    private IEnumerable<PartHealth> Triggers()
    {
        var silent = times.Triggers.All.Where(times.Triggers.IsLate).ToList();
        return silent.Count == 0
            ? [new PartHealth(Schedule, PartHealth.Ok, times.Triggers.All.Max(trigger => trigger.Last), "The schedule fires.")]
            : silent.Select(trigger => new PartHealth(
                Schedule, PartHealth.Failing, trigger.Last,
                $"The schedule's {trigger.Name} is silent: it should come every {trigger.Every:c}{Last(trigger)}.")
            {
                Every = trigger.Every,
                Late = true,
            });
    }

    /// <summary>
    /// A tracker that cannot be used is the tracker's trouble until it was not read for too long; the drop folder and reminders are this worker's own.
    /// </summary>
    private PartHealth Of(PartTime part)
    {
        var why = part.Problem is { } problem ? $" {problem}" : "";
        var name = char.ToUpperInvariant(part.Name[0]) + part.Name[1..];
        var isLate = times.Work.IsLate(part);
        var (status, text) = (isLate, part) switch
        {
            (true, _) => (PartHealth.Failing, $"{name} is late: it should come every {part.Every:c}{Last(part)}.{why}"),
            (_, { Problem: not null, Name: WorkerTimes.Intake or WorkerTimes.Reminding }) => (PartHealth.Failing, $"{name} fails.{why}"),
            (_, { Problem: not null }) => (PartHealth.Degraded, $"{name} has a problem.{why}"),
            (_, { Last: { } last }) => (PartHealth.Ok, $"{name} came last at {last:u}, and is expected every {part.Every:c}."),
            _ => (PartHealth.Ok, $"{name} had nothing to do yet."),
        };
        return new PartHealth(part.Name, status, part.Last, text) { Every = part.Every, Late = isLate, Problem = part.Problem };
    }

    /// <summary>
    /// A channel that fails is no reason to fail: messages go another way, or are tried again. Why it fails may name people, and health answers everybody.
    /// </summary>
    private static PartHealth Of(ChannelTimes channel)
    {
        var (status, what) = channel switch
        {
            { Waiting: > 0 } => (PartHealth.Degraded, $"did not take {"reminder".ToQuantity(channel.Waiting)} yet, to be tried again. {WhereWhy}"),
            { PassedOver: > 0 } =>
                (PartHealth.Degraded, $"did not take {"reminder".ToQuantity(channel.PassedOver)} lately, so that another channel was asked. {WhereWhy}"),
            { LastSent: { } sent } => (PartHealth.Ok, $"sent last at {sent:u}."),
            _ => (PartHealth.Ok, "sent nothing yet."),
        };
        return new PartHealth($"channel {channel.Name}", status, channel.LastSent, $"Channel {channel.Name} {what}");
    }

    private Task<IReadOnlyList<ChannelTimes>> ChannelsAsync(LedgerTransaction work, CancellationToken cancellationToken) =>
        new ChannelTimesStore(work).AllAsync(
            [.. reminderChannels.All.Select(channel => channel.Name)], clock.GetUtcNow() - ChannelsFailFor, cancellationToken);

    private HealthAnswer Answer(IReadOnlyList<PartHealth> parts) => HealthAnswer.Of(
        parts,
        [
            .. inbox.Latest.Left.Where(entry => entry.MayBeDocument).Select(entry => entry.Sentence),
            .. inbox.Unfinished.Select(name => $"{name} ends too early, and is waited for in case somebody still writes it."),
        ]);

    private static string Last(PartTime part) => part.Last is { } last ? $", and last came at {last:u}" : "";
}
