using System.Text;
using ActionSync.Documents.Annotation;
using ActionSync.Documents.Markdown.Items;
using ActionSync.Documents.Values;

namespace ActionSync.Documents.Markdown.Annotation;

/// <summary>Finds where the items of a Markdown file keep their tickets and states.</summary>
internal static class MarkdownPlaces
{
    /// <summary>What is said of an item stands no further below it.</summary>
    private const int LongestItem = 8_000;

    public static IReadOnlyList<IReadOnlyList<ItemPlace?>> Of(DocumentFile file)
    {
        var incidents = new List<IReadOnlyList<ItemDraft>>();
        MarkdownReader.Read(file, incidents.Add);
        // White space that only looks like a space is none here: only places count, and these are the same.
        var text = Encoding.UTF8.GetString(Utf8Text.WithoutMark(file.Bytes).Span);
        var starts = incidents.SelectMany(items => items).Select(item => item.Source.Title.Start).Order().ToList();
        return [.. incidents.Select(items => Places(text, items, starts, file.Rules.Words))];
    }

    private static List<ItemPlace?> Places(string text, IReadOnlyList<ItemDraft> items, List<int> starts, WordTables words)
    {
        var marks = StateMarks.Of(items.Where(item => item.Source.Status is not null).Select(item => Stretch.Within(text, item.Source.Status!).Text), words);
        return [.. items.Select(item => Place(text, item.Source, starts, marks))];
    }

    private static ItemPlace? Place(string text, ItemSource source, List<int> starts, StateMarks marks)
    {
        if (source.IsRow)
            return new RowPlace(text, source, marks);
        if (source.Title.End > text.Length || source.Title.End <= source.Title.Start)
            return null;
        var next = starts.BinarySearch(source.Title.Start + 1) is var found && found < 0 ? ~found : found;
        var end = next < starts.Count ? starts[next] : text.Length;
        return new EntryPlace(text, LeadStretch.Of(text, source.Title), Math.Min(end, source.Title.Start + LongestItem), source.Title.Ticked, marks);
    }
}
