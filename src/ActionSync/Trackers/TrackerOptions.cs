namespace ActionSync.Trackers;

/// <summary>What every kind of tracker can be told, under <c>Trackers:&lt;name&gt;</c>.</summary>
public abstract class TrackerOptions
{
    /// <summary>The name under <c>Trackers:</c>; not a key itself.</summary>
    public string Name { get; set; } = "";

    /// <summary>How many issues one pass may create at most, so that a mistake does not flood a tracker; null for no cap.</summary>
    public abstract int? MaxCreatesPerRun { get; set; }

    /// <summary>How many writes a minute at most, evenly spaced; null for no pacing.</summary>
    public abstract int? WritesPerMinute { get; set; }

    /// <summary>How long an unknown outcome waits before its marker's absence counts as "not created".</summary>
    public abstract TimeSpan SettleUnknown { get; set; }
}
