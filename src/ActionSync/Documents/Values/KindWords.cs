namespace ActionSync.Documents.Values;

/// <summary>The words for the kind of an item that documents use, and the kind that each means.</summary>
internal static class KindWords
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["prevent"] = "prevention",
        ["prevention"] = "prevention",
        ["preventive"] = "prevention",
        ["preventative"] = "prevention",
        ["mitigate"] = "mitigation",
        ["mitigation"] = "mitigation",
        ["detect"] = "detection",
        ["detection"] = "detection",
        ["monitoring"] = "detection",
        ["repair"] = "repair",
        ["remediation"] = "repair",
        ["investigate"] = "investigation",
        ["investigation"] = "investigation",
        ["process"] = "process",
        ["documentation"] = "documentation",
        ["technical"] = "technical",
        ["tactical"] = "tactical",
        ["strategic"] = "strategic",
        ["follow_up"] = "follow_up",
        ["task"] = "task",
    };
}
