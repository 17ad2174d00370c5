using ActionSync.Configuration;
using ActionSync.Configuration.Rules;

namespace ActionSync.Trackers;

/// <summary>What every kind of tracker can be told, under <c>Trackers:&lt;name&gt;</c>.</summary>
public abstract class TrackerOptions : INamedOptions
{
    /// <summary>The name under <c>Trackers:</c>; not a key itself.</summary>
    [NotAKey]
    public string Name { get; set; } = "";

    /// <summary>
    /// The key under <c>Trackers:&lt;name&gt;</c> that would have to allow it, where what this tracker sends can be read on the way; else null.
    /// </summary>
    public virtual string? SendsInTheClear => null;

    /// <summary>The place that no other tracker may have too, for people; null where it is not known yet.</summary>
    public abstract string? Location { get; }

    /// <summary>A folder in which others work too; null where there is none.</summary>
    public virtual string? SharedFolder => null;

    /// <summary>How many issues one pass may create at most, so that a mistake does not flood a tracker; null for no cap.</summary>
    [Between(1, 100_000)]
    public abstract int? MaxCreatesPerRun { get; set; }

    /// <summary>How many writes a minute at most, evenly spaced; null for no pacing.</summary>
    [Between(1, 6000)]
    public abstract int? WritesPerMinute { get; set; }

    /// <summary>How long an unknown outcome waits before its marker's absence counts as "not created".</summary>
    [SpanBetween("00:00:00", "1.00:00:00")]
    public abstract TimeSpan SettleUnknown { get; set; }
}
