using ActionSync.Ledger;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Says what went wrong in a job; an outage of the ledger once, however many jobs run into it.</summary>
internal sealed partial class JobTrace(Outage outage, ILogger<JobTrace> logger) : IJobListener
{
    public string Name => nameof(JobTrace);

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        if (jobException is null || cancellationToken.IsCancellationRequested)
            return ValueTask.CompletedTask;
        if (Outage.IsOne(jobException))
            outage.Report(jobException);
        else if (jobException.GetBaseException() is not OperationCanceledException)
            Log.Failed(logger, context.JobDetail.Key.Name, jobException);
        return ValueTask.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed; it is tried again at its next turn")]
        public static partial void Failed(ILogger logger, string job, Exception error);
    }
}
