using ActionSync.Configuration.Rules;
using ActionSync.Items;

namespace ActionSync.Planning;

/// <summary>What an item gets where its document is silent, and how many may be new at once.</summary>
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

    /// <summary>How many new items one document may bring; of more, none gets an issue until a person confirms them. Default: 60.</summary>
    [Between(1, 100_000)]
    public int MaxNewItemsPerDocument { get; set; } = 60;

    /// <summary>
    /// How many new items one pass takes in for incidents that it sees for the first time; from the document on that goes beyond, their items wait until a
    /// person confirms them. Default: 200.
    /// </summary>
    [Between(1, 1_000_000)]
    public int MaxNewItemsPerPass { get; set; } = 200;
}
