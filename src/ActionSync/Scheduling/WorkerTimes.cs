namespace ActionSync.Scheduling;

/// <summary>What health is told from: whether the schedule beats, and when the work behind it was done last.</summary>
internal sealed class WorkerTimes(TimeProvider clock)
{
    public const string Intake = "intake";
    public const string Reminding = "reminding";

    /// <summary>Whether each trigger fires. One that does not is mended from within, and after that only a restart can help.</summary>
    public PartTimes Triggers { get; } = new(clock);

    /// <summary>Whether each part got its work done: that can fail for reasons outside of this process, too.</summary>
    public PartTimes Work { get; } = new(clock);

    public static string Tracker(string name) => $"tracker {name}";
}
