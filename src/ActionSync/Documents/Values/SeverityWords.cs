namespace ActionSync.Documents.Values;

/// <summary>The words for an incident's severity that documents use, and the level that each means.</summary>
internal static class SeverityWords
{
    /// <summary>The words that people are told of.</summary>
    public const string Known = "SEV1 to SEV5, S1 to S5, P0 to P5, or critical, major, moderate, minor";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(
        from level in Enumerable.Range(1, 5)
        from word in new[] { $"SEV{level}", $"SEV-{level}", $"S{level}", $"P{level}", $"severity {level}" }
        select new KeyValuePair<string, string>(word, $"SEV{level}"))
    {
        ["SEV0"] = "SEV1",
        ["SEV-0"] = "SEV1",
        ["P0"] = "SEV1",
        ["critical"] = "SEV1",
        ["major"] = "SEV2",
        ["high"] = "SEV2",
        ["moderate"] = "SEV3",
        ["medium"] = "SEV3",
        ["minor"] = "SEV4",
        ["low"] = "SEV4",
    };
}
