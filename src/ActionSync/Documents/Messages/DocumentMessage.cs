using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Documents.Messages;

/// <summary>How much a message weighs.</summary>
internal enum MessageLevel
{
    /// <summary>It keeps the document out.</summary>
    Error,

    /// <summary>It was not taken as it stands there.</summary>
    Warning,

    /// <summary>It depends on the configuration or on taste.</summary>
    Advice,
}

/// <summary>
/// What is told of one place of a document, as a compiler tells it: <c>file:line:col: error: what is wrong</c>, the line with a caret under the place, and the
/// title of the item. Every text is one harmless line.
/// </summary>
/// <param name="File">As people know it.</param>
/// <param name="Line">From 1; 0 where it is about the whole file.</param>
/// <param name="Column">From 1; 0 where only the line is known.</param>
internal sealed record DocumentMessage(MessageLevel Level, string File, int Line, int Column, string Sentence)
{
    /// <summary>The title of the item; null where it is about none, or nobody knows which.</summary>
    public string? Item { get; init; }

    /// <summary>The place; null where it is not known, or the text cannot be shown.</summary>
    public SourceExcerpt? Source { get; init; }

    public static DocumentMessage Of(string file, Problem problem, SourceLines? source)
    {
        if (problem.IsOfFile)
            return new(MessageLevel.Error, Harmless(file), 0, 0, Harmless(problem.Sentence));
        return new(MessageLevel.Error, Harmless(file), problem.Line, problem.Column, Harmless(problem.PlacedSentence))
        {
            Item = problem.Item is { } item ? Harmless(item, TextProfile.NameLimit) : null,
            Source = source?.At(problem.Line, problem.Column),
        };
    }

    public static DocumentMessage Of(string file, Warning warning, ParsedFile parsed)
    {
        var column = parsed.ColumnOf(warning) ?? 0;
        return new(MessageLevel.Warning, Harmless(file), warning.Line, column, Harmless($"{WarningText.Of(warning, parsed.Words)} [{warning.Why}]"))
        {
            Source = parsed.Source?.At(warning.Line, column),
        };
    }

    public static DocumentMessage Of(string file, Advice advice, SourceLines? source) =>
        new(MessageLevel.Advice, Harmless(file), advice.Line, advice.Column ?? 0, Harmless(advice.Text))
        {
            Item = advice.Item is { } item ? Harmless(item, TextProfile.NameLimit) : null,
            Source = advice.Column is { } column ? source?.At(advice.Line, column) : null,
        };

    /// <summary>The first line, which says all that a program needs.</summary>
    public string Headline => $"{File}{Place}: {Level.ToString().ToLowerInvariant()}: {Sentence}";

    /// <summary>The item's title on a line of its own; null where there is none, or the line of the document shows it already.</summary>
    public string? ItemLine => Item is { } item && Source?.Text.Contains(item, StringComparison.Ordinal) != true ? $"{Gutter}{item}" : null;

    /// <summary>What stands below it.</summary>
    public IReadOnlyList<string> Below => ItemLine is { } line ? [.. Source?.Lines ?? [], line] : Source?.Lines ?? [];

    /// <summary>What stands before the item's title.</summary>
    public static string Gutter { get; } = $"{SourceExcerpt.Gutter} = item: ";

    private string Place => (Line, Column) switch
    {
        (0, _) => "",
        (_, 0) => $":{Line}",
        _ => $":{Line}:{Column}",
    };

    private static string Harmless(string text, int limit = int.MaxValue) => TextProfile.Terminal.Line(text, limit);
}
