using System.Text.RegularExpressions;
using ActionSync.Documents.Annotation;
using ActionSync.Documents.Markdown.Blocks;

namespace ActionSync.Documents.Markdown.Annotation;

/// <summary>A stretch of a document's text, without white space around it.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last character; the same as <paramref name="Start"/> where it is empty.</param>
internal readonly record struct Stretch(string Document, int Start, int End)
{
    public string Text => Document[Start..End];

    public bool IsEmpty => Start == End;

    /// <summary>What a cell holds. Of an empty one the place in it where a word belongs: behind its first blank.</summary>
    public static Stretch Within(string document, RichText cell)
    {
        var (start, end) = (Math.Min(cell.Start, document.Length), Math.Min(cell.End, document.Length));
        var trimmed = document.AsSpan(start, end - start).TrimEnd();
        if (trimmed.IsEmpty)
            return At(document, Math.Min(start + 1, end));
        return new Stretch(document, end - document.AsSpan(start, end - start).TrimStart().Length, start + trimmed.Length);
    }

    public static Stretch At(string document, int place) => new(document, place, place);

    public TextChange Append(string text) => new(End, End, text);

    public TextChange Replace(string text) => new(Start, End, text);

    /// <summary>A part of this stretch that an expression found.</summary>
    public Stretch Of(Group match) => new(Document, Start + match.Index, Start + match.Index + match.Length);
}

/// <summary>The text of an entry that comes before all that stands below it: an entry's first paragraph, a heading, a marked paragraph.</summary>
internal static partial class LeadStretch
{
    public static Stretch Of(string document, RichText lead)
    {
        var text = document[lead.Start..lead.End].TrimEnd();
        // The line below a heading of two lines is its mark, and so are the signs at the end of one of one line.
        if (Underline().Match(text) is { Success: true } line)
            text = text[..line.Index].TrimEnd();
        else if (text.StartsWith('#') && Closing().Match(text) is { Success: true } closing)
            text = text[..closing.Index];
        return new Stretch(document, lead.Start, lead.Start + text.Length);
    }

    /// <summary>Where the first line of a lead ends that is broken on purpose, before what breaks it; null where none is.</summary>
    public static int? HardBreak(this Stretch lead) => Break().Match(lead.Text) is { Success: true } match ? lead.Start + match.Index : null;

    /// <summary>Where the text ends that comes before the first field in it; null where there is none.</summary>
    public static int? FirstField(this Stretch lead) => Field().Match(lead.Text) is { Success: true } match ? lead.Start + match.Index : null;

    /// <summary>Where the text ends that comes before a last bracket or key; null where there is none.</summary>
    public static int? LastTicket(this Stretch lead) => Ticket().Match(lead.Text) is { Success: true } match ? lead.Start + match.Index : null;

    /// <summary>Behind the first such break stands a field of its own.</summary>
    public static bool HasFieldBelow(this Stretch lead) => FieldBelow().IsMatch(lead.Text);

    private const RegexOptions Any = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\r?\n[ \t>]*(=+|-+)\z", Any, 1000)]
    private static partial Regex Underline();

    [GeneratedRegex(@"(?<=\S)[ \t]+#+\z", Any, 1000)]
    private static partial Regex Closing();

    [GeneratedRegex(@"[ \t]*(\\|<br\s*/?>|(?<=[ \t]))(?=\r?\n)", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Break();

    [GeneratedRegex(
        @"(?<=[^\s([*_])[\s([*_–—-]*\b(owner|assignee|assigned to|dri|due( date| by| on)?|deadline|eta|target date|priority|prio|status|state|type|ticket|issue"
        + @"|jira|bug)s?[*_]*\s*:", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"(\s*\(([^()]|\([^()]*\))*\)|\s+([\w.-]+/[\w.-]+)?#\d+|\s+[A-Z][A-Z0-9_]+-\d+)[\s.]*$", Any, 1000)]
    private static partial Regex Ticket();

    [GeneratedRegex(@"( {2}|\\|<br\s*/?>)\r?\n[ \t>*_-]*\p{L}[\p{L} ]{1,20}[*_]*:", Any | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FieldBelow();
}
