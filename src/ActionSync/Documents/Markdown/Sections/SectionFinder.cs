using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Sections;

/// <summary>Finds the section of the action items: the one whose heading says so most surely.</summary>
internal static class SectionFinder
{
    /// <summary>
    /// The sections to read, in the order of the text, and those that would have served without them. None to read where the document has no such section.
    /// </summary>
    public static (IReadOnlyList<Section> Chosen, IReadOnlyList<Section> Others) Find(IReadOnlyList<Node> nodes)
    {
        var candidates = Outermost(Candidates(nodes));
        if (candidates.Count == 0)
            return ([], []);
        var best = candidates.Min(section => section.Rank);
        // Headings that say so in so many words are all meant; of weaker ones of several sorts, the first sort.
        var chosen = candidates.Where(section => section.Rank == best).ToList();
        return (chosen, [.. candidates.Where(section => section.Rank != best && section.HasEntries)]);
    }

    /// <summary>All sections whose heading could be that of action items, outer before inner.</summary>
    private static List<Section> Candidates(IReadOnlyList<Node> nodes)
    {
        var found = new List<Section>();
        var title = TitleOf(nodes);
        for (var n = 0; n < nodes.Count; n++)
        {
            if (nodes[n] is HeadingNode heading)
            {
                if (heading == title && SectionWords.RankOf(heading.Text.Plain) > SectionRank.Actions)
                    continue;
                var rank = SectionWords.RankOf(heading.Text.Plain);
                if (rank != SectionRank.None)
                    found.Add(new Section(heading.Text.Plain, heading.Level, heading.Line, rank, Body(nodes, n)));
            }
            else if (nodes[n] is ListNode list)
            {
                found.AddRange(list.Items.Select(Labelled).OfType<Section>());
            }
        }
        return found;
    }

    /// <summary>The first heading where it stands above all others: the document's title, whatever its words; null where there is none.</summary>
    public static HeadingNode? TitleOf(IReadOnlyList<Node> nodes)
    {
        var headings = nodes.OfType<HeadingNode>().Where(heading => heading.Level < Section.Bold).ToList();
        return headings is [var first, _, ..] && headings.Skip(1).All(heading => heading.Level > first.Level) ? first : null;
    }

    /// <summary>What stands below a heading.</summary>
    public static IReadOnlyList<Node> Body(IReadOnlyList<Node> nodes, int heading)
    {
        var level = ((HeadingNode)nodes[heading]).Level;
        var end = heading + 1;
        while (end < nodes.Count && !(nodes[end] is HeadingNode next && next.Level <= level && !(level == Section.Bold && IsGroup(next))))
            end++;
        return [.. nodes.Skip(heading + 1).Take(end - heading - 1)];
    }

    /// <summary>
    /// Sections within others are parts of them. One that says so in more words than the section around it lends it its rank: "Corrective actions" below
    /// "Remediation" makes all of it action items.
    /// </summary>
    private static List<Section> Outermost(List<Section> candidates)
    {
        var outer = new List<Section>();
        foreach (var section in candidates)
        {
            if (outer.Count > 0 && Contains(outer[^1], section))
                outer[^1] = outer[^1] with { Rank = section.Rank < outer[^1].Rank ? section.Rank : outer[^1].Rank };
            else
                outer.Add(section);
        }
        return outer;
    }

    private static bool Contains(Section outer, Section inner) =>
        outer.Level < inner.Level && (outer.Body.Any(node => node.Line == inner.Line)
            || (inner.Level == Section.Entry && outer.Body.OfType<ListNode>().Any(list => list.Items.Any(item => item.Line == inner.Line))));

    /// <summary>The section of an entry that is a label with more below it; null where it is none that could hold action items.</summary>
    private static Section? Labelled(ListItemNode item)
    {
        if (!item.Rest.Any(node => node is ListNode or TableNode))
            return null;
        var lead = item.Lead;
        if (lead.Text.Length > LongestLabel || !(lead.Is(Mark.Bold) || lead.Text.TrimEnd().EndsWith(':')))
            return null;
        return SectionWords.RankOf(lead.Plain) is var rank and not SectionRank.None ? new Section(lead.Plain, Section.Entry, item.Line, rank, item.Rest) : null;
    }

    private static bool IsGroup(HeadingNode heading) => SectionWords.IsHorizon(heading.Text.Plain);

    private const int LongestLabel = 80;
}
