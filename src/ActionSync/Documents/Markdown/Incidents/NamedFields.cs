using System.Text.RegularExpressions;
using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Incidents;

/// <summary>A fact of an incident as its document names it.</summary>
/// <param name="Name">In small letters.</param>
/// <param name="Value">The text behind it, without instructions in italics.</param>
internal sealed record NamedField(string Name, RichText Value, int Line);

/// <summary>
/// Finds the facts that a document names: lines such as <c>Severity: High</c>, rows of a table of two columns, and headings with a line below.
/// </summary>
internal static partial class NamedFields
{
    public static IEnumerable<NamedField> In(IReadOnlyList<Node> nodes)
    {
        for (var n = 0; n < nodes.Count; n++)
        {
            switch (nodes[n])
            {
                case ParagraphNode paragraph:
                    foreach (var field in Lines(paragraph.Text, paragraph.Line))
                        yield return field;
                    break;
                case QuoteNode quote:
                    foreach (var field in Lines(quote.Text, quote.Line))
                        yield return field;
                    break;
                case ListNode list:
                    foreach (var field in list.Items.SelectMany(InItem))
                        yield return field;
                    break;
                case TableNode table:
                    foreach (var field in Rows(table))
                        yield return field;
                    break;
                case HeadingNode heading when n + 1 < nodes.Count && nodes[n + 1] is ParagraphNode below && heading.Text.Plain.Length <= LongestName:
                    yield return new NamedField(Spelled(heading.Text.Plain), below.Text, below.Line);
                    break;
                case HeadingNode heading:
                    // "Severity: High" as a heading.
                    foreach (var field in Lines(heading.Text, heading.Line))
                        yield return field;
                    break;
            }
        }
    }

    private static IEnumerable<NamedField> InItem(ListItemNode item) => Lines(item.Lead, item.Line).Concat(In(item.Rest));

    private static IEnumerable<NamedField> Lines(RichText text, int line)
    {
        var start = 0;
        var number = line;
        while (start < text.Text.Length)
        {
            var end = text.Text.IndexOf('\n', start);
            end = end < 0 ? text.Text.Length : end;
            if (Name().Match(text.Text, start, end - start) is { Success: true } name)
                yield return new NamedField(Spelled(name.Groups["name"].Value), text.Slice(name.Index + name.Length, end), number);
            start = end + 1;
            number++;
        }
    }

    private static IEnumerable<NamedField> Rows(TableNode table) =>
        from row in table.Rows.Where(_ => table.Header.Count == 2).Select(row => (row.Line, row.Cells)).Prepend((table.Line, Cells: table.Header))
        where row.Cells is [{ IsBlank: false }, _] && table.Header.Count == 2
        select new NamedField(Spelled(row.Cells[0].Plain), row.Cells[1], row.Line);

    private static string Spelled(string name) => Explanation().Replace(Spaces.Single(name), "").Trim(' ', ':', '*', '#', '?').ToLowerInvariant();

    private const int LongestName = 40;

    [GeneratedRegex(@"\G[\s*_-]*(?<name>\p{L}[\p{L} /()-]{1,40}?)\s*:\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Explanation();
}
