using ActionSync.Ledger;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Examines the whole ledger every night: a disk that lies is found before somebody relies on it.</summary>
[DisallowConcurrentExecution]
internal sealed class LedgerCheckJob(LedgerGuard guard) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await guard.ExamineAsync(cancellationToken);
}
