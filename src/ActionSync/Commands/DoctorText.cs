using ActionSync.Diagnostics;
using ActionSync.Items;
using Humanizer;

namespace ActionSync.Commands;

/// <summary>What <c>doctor</c> says to people: a line a finding, of many alike the first few, and each piece of advice once.</summary>
internal static class DoctorText
{
    private const int MostOfAGroup = 5;
    private const int Indent = 2;

    private static readonly string Below = new(' ', 5 + Indent);

    public static void Print(IEnumerable<Finding> findings)
    {
        var given = new HashSet<string>();
        foreach (var group in FindingGroup.Of(findings))
        {
            var mark = group.IsNote ? "note " : group.Good ? "ok   " : "BAD  ";
            foreach (var text in Texts(group, given))
                Terminal.Paragraph($"{mark}{group.Subject}: {text}", mark.Length);
            foreach (var line in group.Lines)
                Terminal.Paragraph($"{Below}{line}", Below.Length + Indent);
            foreach (var line in group.Paste)
                Terminal.Line($"{Below}{line}");
        }
    }

    /// <param name="group">Findings that call for the same.</param>
    /// <param name="given">The advice that people have read already.</param>
    private static IEnumerable<string> Texts(FindingGroup group, HashSet<string> given)
    {
        var lines = Lines(group).ToList();
        for (var n = 0; n < lines.Count; n++)
        {
            var isLast = n == lines.Count - 1;
            yield return isLast && group.Advice is { } remedy && given.Add(remedy) ? $"{FullStop.After(lines[n])} {remedy}" : lines[n];
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
