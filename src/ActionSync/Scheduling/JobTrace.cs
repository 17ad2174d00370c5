using System.Collections.Concurrent;
using ActionSync.Ledger;
using Quartz;

namespace ActionSync.Scheduling;

/// <summary>Says what went wrong in a job, once for as long as it lasts; an outage or damage of the ledger once, however many jobs run into it.</summary>
internal sealed partial class JobTrace(Outage outage, LedgerGuard guard, IHostApplicationLifetime lifetime, WorkerTimes times, ILogger<JobTrace> logger)
    : IJobListener
{
    private readonly ConcurrentDictionary<JobKey, string> _told = new();

    public string Name => nameof(JobTrace);

    public async ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var job = context.JobDetail.Key;
        if (cancellationToken.IsCancellationRequested)
            return;
        if (jobException is null)
            _told.TryRemove(job, out _);
        else if (Outage.IsOne(jobException))
            outage.Report(jobException);
        else if (jobException.GetBaseException() is var error and not OperationCanceledException && !await guard.ExplainsAsync(jobException, cancellationToken))
            Tell(job, error, jobException);
        if (guard.Gone is not null)
            lifetime.StopApplication();
    }

    private void Tell(JobKey job, Exception error, JobExecutionException whole)
    {
        times.Work.Note(PartOf(job), error.Message);
        if (_told.TryGetValue(job, out var told) && told == error.Message)
            return;
        _told[job] = error.Message;
        Log.Failed(logger, job.Name, whole);
    }

    /// <summary>The part of the worker whose work a job does.</summary>
    private static string PartOf(JobKey job) => job switch
    {
        { Group: Schedule.Visits } => WorkerTimes.Tracker(job.Name),
        { Name: "remind" } => WorkerTimes.Reminding,
        _ => WorkerTimes.Intake,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed; it is tried again at its next turn")]
        public static partial void Failed(ILogger logger, string job, Exception error);
    }
}
