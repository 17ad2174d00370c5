using ActionSync.Items;

namespace ActionSync.Documents.Values;

/// <summary>The words for an item's priority that documents use.</summary>
internal static class PriorityWords
{
    /// <summary>For messages.</summary>
    public const string Known = "P0, P1, P2, P3 or P4 (also critical, urgent, highest, high, medium, low)";

    public static IReadOnlyDictionary<string, Priority> All { get; } = new Dictionary<string, Priority>
    {
        ["P0"] = Priority.P0,
        ["P1"] = Priority.P1,
        ["P2"] = Priority.P2,
        ["P3"] = Priority.P3,
        ["P4"] = Priority.P4,
        ["critical"] = Priority.P1,
        ["urgent"] = Priority.P1,
        ["highest"] = Priority.P1,
        ["high"] = Priority.P2,
        ["medium"] = Priority.P3,
        ["low"] = Priority.P4,
    };
}
