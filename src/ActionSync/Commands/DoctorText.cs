using ActionSync.Diagnostics;
using ActionSync.Items;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>What <c>doctor</c> says to people: a line a finding, of many alike the first few, and each piece of advice once.</summary>
internal static class DoctorText
{
    private const int MostOfAGroup = 5;

    public static void Print(IEnumerable<Finding> findings)
    {
        foreach (var (mark, text) in Of(findings))
            Terminal.Paragraph(mark + text, mark.Length);
    }

    /// <returns>What begins a line, and what it says.</returns>
    private static IEnumerable<(string Mark, string Text)> Of(IEnumerable<Finding> findings)
    {
        var given = new HashSet<string>();
        foreach (var group in FindingGroup.Of(findings))
        {
            var lines = Lines(group).ToList();
            for (var n = 0; n < lines.Count; n++)
            {
                var isLast = n == lines.Count - 1;
                var advice = isLast && group.Advice is { } remedy && given.Add(remedy) ? $"{FullStop.After(lines[n])} {remedy}" : lines[n];
                yield return (group.Good ? "ok   " : "BAD  ", $"{group.Subject}: {advice}");
            }
        }
    }

    private static IEnumerable<string> Lines(FindingGroup group)
    {
        if (group.Texts.Count <= MostOfAGroup + 1)
            return group.Texts;
        var others = "finding".ToQuantity(group.Texts.Count - MostOfAGroup, "N0");
        return [.. group.Texts.Take(MostOfAGroup), $"{others} more like these; doctor --json names them all"];
    }
}
