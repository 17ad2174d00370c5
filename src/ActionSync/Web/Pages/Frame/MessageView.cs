using System.Buffers;
using ActionSync.Documents.Messages;

namespace ActionSync.Web.Pages.Frame;

/// <summary>What is told of one place of a document, with its text there; public, since components hand it on.</summary>
/// <param name="Level">Error, warning or advice.</param>
/// <param name="Place">As in "line 12"; empty where it is about the whole file.</param>
/// <param name="Item">The title of the item that it is about; null where that is not known, or the lines show it.</param>
/// <param name="Lines">The lines around the place; empty where they cannot be shown.</param>
public sealed record MessageView(string Level, string Place, string Sentence, string? Item, IReadOnlyList<LineView> Lines)
{
    /// <summary>So many lines before and behind the place.</summary>
    private const int Around = 2;

    internal static MessageView Of(DocumentMessage message, SourceLines? source)
    {
        var column = message.Column > 0 ? message.Column : source?.StartOf(message.Line) ?? 1;
        var lines = source?.Around(message.Line, column, Around) ?? [];
        return new(
            message.Level.ToString().ToLowerInvariant(), message.Line == 0 ? "" : $"line {message.Line}", message.Sentence,
            message.ItemLine is null ? null : message.Item,
            [.. lines.Select(line =>
                line.Line == message.Line ? LineView.Marked(line, isWhole: message.Column == 0) : new LineView(line.Line, line.Text, "", ""))]);
    }
}

/// <summary>A line of a document, of which a part may be marked.</summary>
/// <param name="Number">From 1.</param>
public sealed record LineView(int Number, string Before, string Mark, string After)
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t,;:|\"')]}");

    internal static LineView Marked(SourceExcerpt line, bool isWhole)
    {
        var start = isWhole ? line.Text.Length - line.Text.TrimStart().Length : StartOf(line);
        var length = isWhole ? line.Text.Length - start : LengthOf(line.Text.AsSpan(start));
        return new(line.Line, line.Text[..start], line.Text.Substring(start, length), line.Text[(start + length)..]);
    }

    /// <summary>Where a number of cells has passed.</summary>
    private static int StartOf(SourceExcerpt line)
    {
        var at = 0;
        while (at < line.Text.Length && Text.DisplayText.Width(line.Text[..at]) < line.Caret)
            at += char.IsHighSurrogate(line.Text[at]) ? 2 : 1;
        return Math.Min(at, line.Text.Length);
    }

    /// <summary>A text in quotes, else a word; at least what stands at the place.</summary>
    private static int LengthOf(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return 0;
        if (rest[0] == '"')
            return rest[1..].IndexOf('"') is >= 0 and var end ? end + 2 : rest.Length;
        var word = rest.IndexOfAny(Ends);
        return word > 0 ? word : word == 0 ? 1 : rest.Length;
    }
}
