using ActionSync.Configuration.Rules;

namespace ActionSync.Sync;

/// <summary>How much one worker does at once.</summary>
public sealed class ScheduleOptions
{
    /// <summary>How many trackers one worker works on at once. Default: 4.</summary>
    [Between(1, 64)]
    public int MaxTrackers { get; set; } = 4;
}
