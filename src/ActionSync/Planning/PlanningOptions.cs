using ActionSync.Configuration.Rules;
using ActionSync.Items;

namespace ActionSync.Planning;

/// <summary>What an item gets where its document is silent.</summary>
public sealed class PlanningOptions
{
    /// <summary>Default: P3.</summary>
    public Priority DefaultPriority { get; set; } = Priority.P3;

    /// <summary>
    /// Days from the day of resolved_at, else declared_at, else intake, in Reminding:TimeZone; a priority without an entry gets no deadline. Merges by key;
    /// null takes an entry out. Default: P1 28, P2 56.
    /// </summary>
    [PriorityKeys]
    [Between(0, 3650)]
    public IReadOnlyDictionary<Priority, int> DefaultDeadlineDays { get; set; } = new Dictionary<Priority, int> { [Priority.P1] = 28, [Priority.P2] = 56 };
}
