using System.Globalization;

namespace ActionSync.Documents.Messages;

/// <summary>The line that a message is about, harmless and short enough for a terminal.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">The line, or the part around the place.</param>
/// <param name="Caret">How many cells of a terminal stand before the place.</param>
internal sealed record SourceExcerpt(int Line, string Text, int Caret)
{
    public const string Ellipsis = "\u2026";

    private const int NumberWidth = 5;

    /// <summary>The line with its number, and a caret under the place.</summary>
    public IReadOnlyList<string> Lines =>
    [
        $"{Line.ToString(CultureInfo.InvariantCulture).PadLeft(NumberWidth)} | {Text}",
        $"{Gutter} | {new string(' ', Caret)}^",
    ];

    /// <summary>What stands under a line's number.</summary>
    public static string Gutter { get; } = new(' ', NumberWidth);
}
