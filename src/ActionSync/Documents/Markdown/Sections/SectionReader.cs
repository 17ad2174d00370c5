using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Sections;

/// <summary>Reads the action items of a section, and names everything in it that is none.</summary>
internal sealed partial class SectionReader(ReadingRules rules)
{
    private readonly List<ItemDraft> _items = [];
    private readonly List<Warning> _warnings = [];

    /// <summary>What the heading above says of the items below it.</summary>
    private sealed record Group(string? Type, ItemState? Status, Priority? Priority, string? Owners = null)
    {
        public static Group None { get; } = new(null, null, null);
    }

    public IReadOnlyList<ItemDraft> Items => _items;

    public IReadOnlyList<Warning> Warnings => _warnings;

    /// <summary>There are more items than a document may hold: the rest costs time for nothing.</summary>
    private bool IsFull => _items.Count > Limits.ActionItems;

    /// <summary>It is said that there is nothing to do.</summary>
    public bool SaysNone { get; private set; }

    public void Read(Section section)
    {
        var body = section.Level == Section.Entry ? PseudoHeadings.In(section.Body) : section.Body;
        if (AreHeadingsItems(body) || AreBoldItems(body))
            ReadHeadings(body);
        else
            ReadNodes(body);
    }

    /// <summary>Without any list or table, or where they are numbered, the headings below are the items.</summary>
    private static bool AreHeadingsItems(IReadOnlyList<Node> body)
    {
        var headings = body.OfType<HeadingNode>().Where(heading => heading.Level < Section.Bold).ToList();
        if (headings.Count == 0 || SectionWords.EndsItems(headings[0].Text.Plain))
            return false;
        var level = headings.Min(heading => heading.Level);
        var top = headings.Where(heading => heading.Level == level).ToList();
        if (top.TrueForAll(heading => Numbered().IsMatch(heading.Text.Plain)))
            return true;
        var groups = top.Count(heading => IsGroup(heading.Text.Plain));
        if (top.Count > 1 && Explained(body, level) * 2 > top.Count && groups * 2 < top.Count)
            return true;
        return groups == 0 && !body.Any(IsOfEntries) && body.Any(node => node is ParagraphNode or ListNode);
    }

    /// <summary>Bold lines, each with nothing but fields below it.</summary>
    private static bool AreBoldItems(IReadOnlyList<Node> body) =>
        body is [HeadingNode { Level: Section.Bold }, ..] && body.Count > 1
            && body.Zip(body.Skip(1).Append(new OtherNode(0))).All(pair => pair.First is HeadingNode { Level: Section.Bold }
                ? IsOfFields(pair.Second)
                : IsOfFields(pair.First));

    private static bool IsOfFields(Node node) => node switch
    {
        ParagraphNode paragraph => EntryReader.AreFields(paragraph.Text),
        ListNode list => list.Items.All(entry => EntryReader.AreFields(entry.Lead)),
        _ => false,
    };

    /// <summary>A table, or a list that holds more than the fields of one item.</summary>
    private static bool IsOfEntries(Node node) =>
        node is TableNode || (node is ListNode list && !list.Items.All(entry => EntryReader.AreFields(entry.Lead)));

    /// <summary>
    /// How many headings of a level have text right below them: below the heading of an item somebody explains it, below that of a group its entries follow at
    /// once.
    /// </summary>
    private static int Explained(IReadOnlyList<Node> body, int level) => body.Zip(body.Skip(1)).Count(pair =>
        pair.First is HeadingNode heading && heading.Level == level && pair.Second is ParagraphNode text && !EntryReader.IsNothing(text.Text.Plain));

    private static bool IsGroup(string heading) =>
        SectionWords.IsHorizon(heading) || WordTables.BuiltIn.Kind(FirstWord(heading)) is not null || SectionWords.RankOf(heading) != SectionRank.None;

    private void ReadHeadings(IReadOnlyList<Node> body)
    {
        var level = body.OfType<HeadingNode>().Min(heading => heading.Level);
        for (var n = 0; n < body.Count && !IsFull; n++)
        {
            if (body[n] is HeadingNode heading && heading.Level == level)
            {
                if (SectionWords.EndsItems(heading.Text.Plain))
                    return;
                var below = body.Skip(n + 1).TakeWhile(node => node is not HeadingNode next || next.Level > level).ToList();
                Add(EntryReader.Read(heading.Text, below, heading.Line, rules), Group.None);
                n += below.Count;
            }
            else
                ReadText(body[n], hasEntries: true);
        }
    }

    private void ReadNodes(IReadOnlyList<Node> body)
    {
        var group = Group.None;
        var hasEntries = body.Any(node => node is ListNode or TableNode);
        for (var n = 0; n < body.Count; n++)
        {
            switch (body[n])
            {
                case HeadingNode heading when SectionWords.EndsItems(heading.Text.Plain):
                    var below = SectionFinder.Body(body, n);
                    if (below.Any(node => node is ListNode or TableNode))
                        _warnings.Add(new Warning(heading.Line, Warning.OtherSection, Quoted.Short(heading.Text.Plain)));
                    n += below.Count;
                    break;
                case HeadingNode heading:
                    group = GroupOf(heading.Text.Plain);
                    break;
                case ListNode list:
                    ReadList(list, group);
                    break;
                case TableNode table:
                    ReadTable(table, group);
                    break;
                default:
                    ReadText(body[n], hasEntries);
                    break;
            }
        }
    }

    private void ReadList(ListNode list, Group group)
    {
        foreach (var entry in list.Items.TakeWhile(_ => !IsFull))
        {
            var lead = entry.Lead;
            if (IsGroupLabel(lead, entry.Rest))
            {
                foreach (var nested in entry.Rest.OfType<ListNode>())
                    ReadList(nested, GroupOf(lead.Plain));
            }
            else
            {
                SaysNone |= !lead.IsBlank && EntryReader.IsNothing(lead.Plain);
                Add(EntryReader.Read(lead, entry.Rest, entry.Line, rules), group);
            }
        }
    }

    /// <summary>"Short term:" or "Detection" with entries of its own.</summary>
    private static bool IsGroupLabel(RichText lead, IReadOnlyList<Node> below) =>
        below.Any(node => node is ListNode) && lead.Ticked is null && lead.Links.Count == 0 && lead.Plain.TrimEnd(':') is var label
            && ((SectionWords.IsHorizon(label) && label.Length <= LongestLabel)
                || (GroupName().IsMatch(label) && WordTables.BuiltIn.Kind(FirstWord(label)) is not null));

    private void ReadTable(TableNode table, Group group)
    {
        if (Columns.Of(table) is not { } columns)
        {
            _warnings.Add(new Warning(table.Line, Warning.NotAnItem, Quoted.Short(string.Join(" | ", table.Header.Select(cell => cell.Plain)))));
            return;
        }
        foreach (var row in table.Rows.TakeWhile(_ => !IsFull))
        {
            if (GroupRow(row) is { } heading)
                group = GroupOf(heading);
            else
                Add(RowReader.Read(row, columns, rules), group);
        }
    }

    /// <summary>"Short term" alone in its row: the heading of those below.</summary>
    private static string? GroupRow(TableRowNode row) =>
        row.Source.Count > 1 && row.Cells.Where(cell => !cell.IsBlank).ToList() is [{ Plain: var only }]
            && SectionWords.IsHorizon(only) && only.Length <= LongestLabel
            ? only
            : null;

    /// <summary>Text that is no entry: an item where it is marked as one and the section has no list, else named.</summary>
    private void ReadText(Node node, bool hasEntries)
    {
        if (node is HtmlNode html)
            _warnings.Add(new Warning(node.Line, Warning.NotAnItem, Quoted.Short(html.Text)));
        if (node is not (ParagraphNode or QuoteNode) || (node is ParagraphNode paragraph && ReadLines(paragraph)))
            return;
        var text = node is QuoteNode quote ? quote.Text : ((ParagraphNode)node).Text;
        var plain = text.Plain;
        if (plain.Length == 0 || Instruction().IsMatch(plain))
            return;
        if (NoValue.Is(plain) || EntryReader.IsNothing(plain))
        {
            SaysNone = true;
            return;
        }
        if (node is ParagraphNode && (hasEntries ? NamedItem().IsMatch(plain) : IsMarked(text))
            && EntryReader.Read(text, [], node.Line, rules) is { IsPlaceholder: false, IsReference: false } item)
            Add(item, Group.None);
        else
            _warnings.Add(new Warning(node.Line, Warning.NotAnItem, Quoted.Short(plain)));
    }

    /// <summary>
    /// A paragraph that is a list all the same: its lines begin with numbers or bullets behind a backslash, as exported documents have them, or a bold line
    /// stands above the fields of the item that it names. False where it is neither.
    /// </summary>
    private bool ReadLines(ParagraphNode paragraph)
    {
        var lines = EntryReader.Lines(paragraph.Text).ToList();
        if (lines.TrueForAll(line => Marker().IsMatch(line.Text)))
        {
            foreach (var (n, line) in lines.Index())
                Add(EntryReader.Read(line.Slice(Marker().Match(line.Text).Length, line.Text.Length), [], paragraph.Line + n, rules), Group.None);
            return true;
        }
        if (lines.Count < 2 || !lines[0].Is(Mark.Bold) || !lines.Skip(1).All(EntryReader.AreFields))
            return false;
        var fields = lines.Skip(1).Select(line => (Node)new ParagraphNode(paragraph.Line, UnreadText.Of(line))).ToList();
        Add(EntryReader.Read(lines[0], fields, paragraph.Line, rules), Group.None);
        return true;
    }

    /// <summary>A state before it, a ticket or a state behind it.</summary>
    private bool IsMarked(RichText text)
    {
        if (StateFirst().Match(text.Text) is { Success: true } first)
            return text.Marks[first.Groups["word"].Index].HasFlag(Mark.Bold) || first.Groups["sign"].Success;
        return MarkLast().Match(text.Text) is { Success: true } last
            && (rules.Words.Status(FirstWord(last.Groups["inside"].Value)) is not null
                || text.Links.Any(link => link.Start >= last.Index && TicketText.IsIssue(link.Url)));
    }

    private void Add(ItemDraft? item, Group group)
    {
        if (item is null)
            return;
        if (item.IsPlaceholder)
            _warnings.Add(new Warning(item.Line, Warning.Placeholder, Quoted.Short(item.Text)));
        else if (item.IsReference)
            _warnings.Add(new Warning(item.Line, Warning.NotAnItem, Quoted.Short(item.Text)));
        else
        {
            item.Type ??= group.Type;
            item.Status ??= group.Status;
            item.Priority ??= group.Priority;
            if (item.Owners.Count == 0 && group.Owners is { } owners)
                item.AddOwners(owners);
            _items.Add(item);
        }
    }

    private Group GroupOf(string heading)
    {
        var words = SectionWords.Normalise(heading);
        var kind = FirstWord(words);
        var status = StatusText.Exact(words, rules.Words) ?? StatusText.Exact(kind, rules.Words);
        var priority = rules.Words.Priority(words.Replace(" priority", "", StringComparison.Ordinal)) ?? Priorities.ParseOrNull(kind);
        return new Group(rules.Words.Kind(kind) is null ? null : kind, status, priority, People().IsMatch(heading) ? heading : null);
    }

    private static string FirstWord(string text) => FirstLetters().Match(text.ToLowerInvariant()).Value;

    private const int LongestLabel = 60;
    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^[\p{L}\p{N}]+([_-][\p{L}]+)?", Any, 1000)]
    private static partial Regex FirstLetters();

    [GeneratedRegex(@"^\s*(\(?\d+\s*[).:]|(action|item|action item|step|task)\s*#?\d+\b)", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\s*(\(?\d{1,3}[.)]|[•·▪◦‣*-])\s+(?=\S)", Any, 1000)]
    private static partial Regex Marker();

    /// <summary>Handles, addresses, or the initials of people.</summary>
    [GeneratedRegex(@"^(@[\w./-]+|[\w.+-]+@[\w.-]+|\p{Lu}{2})(\s*([,&/+]|\band\b)\s*(@[\w./-]+|[\w.+-]+@[\w.-]+|\p{Lu}{2}))*:?$", Any, 1000)]
    private static partial Regex People();

    [GeneratedRegex(@"^\p{L}+([ -]\p{L}+){0,2}$", Any, 1000)]
    private static partial Regex GroupName();

    /// <summary>What a template tells its reader, and rules.</summary>
    [GeneratedRegex(@"^(<.*>|\{\{.*\}\}|-{3,}|<!--.*)$", Any | RegexOptions.Singleline, 1000)]
    private static partial Regex Instruction();

    [GeneratedRegex(
        @"^\s*\[?(?<word>to\s?do|done|fixed|in progress|wip|completed|action|action item|ai)\]?(?<sign>\s*:)?(?=\s|$)", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex StateFirst();

    [GeneratedRegex(@"^(action item|todo|to do)\s*(#?\d+)?\s*:", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NamedItem();

    [GeneratedRegex(@"\((?<inside>[^()]*)\)[\s.]*$", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MarkLast();
}
