using ActionSync.Archive;
using ActionSync.Ledger;
using ActionSync.Reminders;
using ActionSync.Reminders.Groups;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Reminds whom a slot calls for; a slot that was missed is made up, and a day's digest goes out once.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindJob(
    ReminderRun reminders, GroupLists lists, WeeklyReport report, RejectionReport rejections, ReceiptWriter receipts, LedgerGuard guard, WorkerTimes times,
    TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await guard.EnterAsync(cancellationToken);
        await reminders.RunAsync(ReminderMode.OnSchedule, cancellationToken);
        await lists.RunAsync(ReminderMode.OnSchedule, cancellationToken);
        await report.RunAsync(cancellationToken);
        await rejections.RunAsync(cancellationToken);
        await receipts.WriteStaleAsync(cancellationToken);
        times.Work.Note(WorkerTimes.Reminding, null);
        times.Work.Done(WorkerTimes.Reminding, clock.GetUtcNow());
    }
}
