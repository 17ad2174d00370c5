using System.Text;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Markdown.Incidents;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Markdown.Sections;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown;

/// <summary>
/// Reads a postmortem in Markdown: its blocks, the section of its action items, each item, and what the document says of the incident. Pure: no file, no clock,
/// never an exception.
/// </summary>
internal static class MarkdownReader
{
    public const string Ending = ".md";

    public static ParsedFile Read(DocumentFile file) => Read(file, static _ => { });

    /// <summary>As above; of each incident that is read, <paramref name="noteItems"/> is given the items as they stand in the text.</summary>
    public static ParsedFile Read(DocumentFile file, Action<IReadOnlyList<ItemDraft>> noteItems)
    {
        var problems = new ProblemList();
        if (SourceText.Read(file.Bytes, problems) is not { } source)
            return Failed(problems.ToProblems(new TextPlaces(Utf8Text.WithoutMark(file.Bytes))));
        var (front, body) = FrontMatter.Split(source);
        if (BlockReader.Read(body) is not { } blocks)
            return Failed([new Problem(1, 1, Problem.Root, "the text is nested too deeply", "lists and quotes of at most a hundred levels")]);
        var nodes = PseudoHeadings.In(blocks);
        var found = new List<Problem>();
        IReadOnlyList<IncidentDocument> incidents = SeveralIncidents.In(nodes, file.Rules) is { } several
            ? Several(several, source, file, found, noteItems)
            : [Incident(new IncidentFacts(front, nodes, null, file.Path, file.Rules), nodes, file.Bytes, file, found, noteItems)];
        return new ParsedFile(incidents, found, EndsTooEarly: false);
    }

    private static IReadOnlyList<IncidentDocument> Several(
        IReadOnlyList<(HeadingNode Heading, IReadOnlyList<Node> Body)> parts, SourceText source, DocumentFile file, List<Problem> problems,
        Action<IReadOnlyList<ItemDraft>> noteItems)
    {
        if (parts.Count > Limits.Incidents)
            problems.Add(new Problem(
                parts[Limits.Incidents].Heading.Line, 1, Problem.Root, $"is one more than the {Limits.Incidents:N0} incidents that a file may hold",
                "several files"));
        return
        [
            .. parts.Take(Limits.Incidents).Select((part, n) => Incident(
                new IncidentFacts(null, part.Body, part.Heading, null, file.Rules), part.Body, Part(source, parts, n), file, problems, noteItems)),
        ];
    }

    private static IncidentDocument Incident(
        IncidentFacts facts, IReadOnlyList<Node> nodes, ReadOnlyMemory<byte> source, DocumentFile file, List<Problem> problems,
        Action<IReadOnlyList<ItemDraft>> noteItems)
    {
        var (written, brief) = facts.Read();
        var (chosen, others) = SectionFinder.Find(nodes);
        var reader = new SectionReader(file.Rules);
        foreach (var section in chosen)
            reader.Read(section);
        var (items, twins) = TwinMerge.Of(reader.Items.Select(item => new ItemCandidate(item.ToItem(), item.Line, item.Line)));
        noteItems([.. reader.Items.DistinctBy(item => ItemIdentity.Of(null, item.Title)).Take(Limits.ActionItems)]);
        problems.AddRange(reader.Items.Where(item => item.Ambiguous is not null).Select(Ambiguous));
        if (items.Count > Limits.ActionItems)
            problems.Add(new Problem(
                items[Limits.ActionItems].Line, 1, "action_items", $"is one more than the {Limits.ActionItems:N0} items that a document may hold",
                "several documents"));
        return new IncidentDocument
        {
            Incident = brief,
            Written = written,
            SeverityPlace = facts.SeverityPlace,
            ActionItems = chosen.Count == 0 ? null : [.. items.Take(Limits.ActionItems)],
            Warnings =
            [
                .. facts.Warnings.Concat(reader.Warnings).Concat(twins).Concat(reader.Items.SelectMany(Of))
                    .Concat(others.Select(other => new Warning(other.Line, Warning.OtherSection, Quoted.Short(other.Heading))))
                    .OrderBy(warning => warning.Line),
            ],
            SaysNone = reader.SaysNone,
            Source = source,
            Ending = Ending,
        };
    }

    private static IEnumerable<Warning> Of(ItemDraft item)
    {
        foreach (var warning in item.Warnings)
            yield return warning;
        if (item.Owners.Count > 1)
            yield return new Warning(item.Line, Warning.SeveralOwners, string.Join(", ", item.Owners));
        if (item.Urls.Count > 1 || (item.Urls.Count == 0 && item.Keys.Count > 1))
            yield return new Warning(item.Line, Warning.SeveralTickets, string.Join(", ", item.Urls.Concat(item.Keys)));
    }

    /// <summary>Nothing is guessed: the document waits until somebody says which day is meant.</summary>
    private static Problem Ambiguous(ItemDraft item) => new(
        item.Line, 1, Quoted.Of(item.Title),
        $"{Quoted.Of(item.Ambiguous!)} is {Reading(item.Ambiguous!, DateOrder.DMY)} or {Reading(item.Ambiguous!, DateOrder.MDY)}",
        "yyyy-MM-dd, or Documents:DateOrder DMY or MDY in the configuration")
    {
        Why = Problem.AmbiguousDate,
        Text = item.Ambiguous,
    };

    private static string Reading(string date, DateOrder order) => DateText.AtStart(date, order)?.Written ?? date;

    /// <summary>The bytes of one incident of several.</summary>
    private static ReadOnlyMemory<byte> Part(SourceText source, IReadOnlyList<(HeadingNode Heading, IReadOnlyList<Node> Body)> all, int n)
    {
        var end = n + 1 < all.Count ? source.StartOf(all[n + 1].Heading.Line) : source.Text.Length;
        return Encoding.UTF8.GetBytes(source.Text[source.StartOf(all[n].Heading.Line)..end]);
    }

    private static ParsedFile Failed(IReadOnlyList<Problem> problems) => new([], problems, EndsTooEarly: false);
}
