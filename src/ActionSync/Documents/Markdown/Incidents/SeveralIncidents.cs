using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Markdown.Sections;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Incidents;

/// <summary>A history of incidents in one file: headings of one level, each with the day of its incident.</summary>
internal static class SeveralIncidents
{
    /// <summary>The heading and blocks of each incident; null where the file is about one.</summary>
    public static IReadOnlyList<(HeadingNode Heading, IReadOnlyList<Node> Body)>? In(IReadOnlyList<Node> nodes, ReadingRules rules)
    {
        var levels = nodes.OfType<HeadingNode>().Where(heading => heading.Level < Section.Bold)
            .GroupBy(heading => heading.Level).OrderBy(level => level.Key).ToList();
        // One heading above all others is the title of the history.
        var level = levels.Find(group => group.Count() > 1);
        if (level is null || levels.TakeWhile(group => group != level).Any(group => group.First().Line > level.First().Line))
            return null;
        var headings = level.ToList();
        if (!headings.TrueForAll(heading => IsIncident(heading, rules)))
            return null;
        return [.. headings.Select(heading => (heading, SectionFinder.Body(nodes, IndexOf(nodes, heading))))];
    }

    /// <summary>A day, and words beside it.</summary>
    private static bool IsIncident(HeadingNode heading, ReadingRules rules)
    {
        var text = heading.Text.Plain;
        return DateText.Anywhere(text, rules.DateOrder) is var (date, start) && text.Remove(start, date.Length).Count(char.IsLetter) >= FewestLetters
            && SectionWords.RankOf(text) == SectionRank.None;
    }

    private static int IndexOf(IReadOnlyList<Node> nodes, Node node)
    {
        for (var n = 0; n < nodes.Count; n++)
        {
            if (ReferenceEquals(nodes[n], node))
                return n;
        }
        return -1;
    }

    private const int FewestLetters = 4;
}
