using System.Collections.Frozen;

namespace ActionSync.Documents.Values;

/// <summary>Words that stand where a value would stand, and give none.</summary>
internal static class NoValue
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "", "-", "--", "---", "–", "—", "?", "??", "???", "n/a", "na", "n.a.", "none", "nil", "null", "nothing", "no", "not applicable",
        "tbd", "tba", "tbc",
        "t.b.d.", "to be determined", "to be decided", "to be confirmed", "to be defined", "unknown", "unassigned", "nobody", "no one",
        "not set", "not assigned",
        "no action items", "no actions", "no follow-ups", "no action needed", "no action required", "nothing to do", "none needed", "none identified",
        "none at this time", "none yet", "no ticket", "new ticket", "new issue", "new", "someone", "anyone", "later", "pending ticket", "ticket pending",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Is(string? text) => text is null || Words.Contains(text.Trim().TrimEnd('.', '!').Trim('*', '_', '(', ')', '[', ']', ' '));
}
