using System.Text.RegularExpressions;

namespace ActionSync.Documents.Values;

/// <summary>Text of a template that somebody was meant to replace.</summary>
internal static partial class Placeholder
{
    public static bool IsOne(string text) => text.Trim() is var trimmed && trimmed.Length > 0 && Whole().IsMatch(trimmed);

    [GeneratedRegex(
        @"^(<[^<>]*>(\s*<[^<>]*>)*|\[[^\[\]]*\](\s*\[[^\[\]]*\])*|\{\{.*|\$\{.*\}|\{[^{}]*\}|\.{2,}(\s.*)?|(example|e\.g\.)\s*[:–-].*|…+|@?(your[ _-]?)?(user[ _-]?)?name|@(owner|user|assignee|handle|someone)"
        + @"|(YYYY|yyyy)[-/.].*|DD[-/.]MM.*|MM[-/.]DD.*|(action|action item|item|task|to-?do|follow-?up|step|corrective action|preventive action)\s*#?(\d+|[A-Z]|N|X)"
        + @"|INC-X+|[A-Z]+-X{2,}|lorem ipsum.*|(link|description|title|summary|owner|assignee|due date|priority|ticket|status|example)( (to|of) (the )?(issue|ticket|action|item))?)[.:]?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Whole();
}
