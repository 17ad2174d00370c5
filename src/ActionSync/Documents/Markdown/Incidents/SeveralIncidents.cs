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
        return
        [
            .. Enumerable.Range(0, nodes.Count).Where(n => nodes[n] is HeadingNode heading && heading.Level == level.Key)
                .Select(n => ((HeadingNode)nodes[n], SectionFinder.Body(nodes, n))),
        ];
    }

    /// <summary>A day, and words beside it.</summary>
    private static bool IsIncident(HeadingNode heading, ReadingRules rules)
    {
        var text = heading.Text.Plain;
        return DateText.Anywhere(text, rules.DateOrder) is var (date, start) && text.Remove(start, date.Length).Count(char.IsLetter) >= FewestLetters
            && SectionWords.RankOf(text) == SectionRank.None;
    }

    private const int FewestLetters = 4;
}
