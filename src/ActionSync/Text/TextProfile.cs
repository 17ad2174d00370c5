using System.Text;

namespace ActionSync.Text;

/// <summary>
/// How a text from outside reaches one kind of reader: which of its characters are shown, as one line, cut at a word, and encoded so that it is read and does
/// nothing else. Mark-up of several lines, links and code spans stand with the encoder of each kind.
/// </summary>
internal sealed class TextProfile
{
    /// <summary>Longer titles and sentences are read by nobody.</summary>
    public const int TitleLimit = 300;
    public const int NameLimit = 120;

    private readonly Func<string, string> _plain;
    private readonly Func<string, string> _encode;

    /// <param name="plain">Makes one harmless line.</param>
    /// <param name="encode">Makes of that what is read as it; null where nothing in it would be read as anything else.</param>
    private TextProfile(Func<string, string> plain, Func<string, string>? encode = null)
    {
        _plain = plain;
        _encode = encode ?? (line => line);
    }

    /// <summary>A terminal or log: nothing moves the cursor, rings or turns the line around, and what was taken out leaves a mark.</summary>
    public static TextProfile Terminal { get; } = new(text => HarmlessText.Of(text, Sink.Terminal));

    /// <summary>A mail's plain text and headers, and sentences that go to any channel.</summary>
    public static TextProfile Mail { get; } = new(Message);

    /// <summary>A mail's or a report's HTML.</summary>
    public static TextProfile Html { get; } = new(Message, HtmlText.Line);

    public static TextProfile Slack { get; } = new(Message, SlackText.Escape);

    /// <summary>A text run of a card, which Teams shows as it is.</summary>
    public static TextProfile Teams { get; } = new(Message);

    /// <summary>An issue of a board.</summary>
    public static TextProfile Markdown { get; } = new(PlainText.Line, line => MarkdownText.EscapeLine(line, MarkdownFlavour.Common));

    /// <summary>An issue of Jira.</summary>
    public static TextProfile Wiki { get; } = new(PlainText.Line, WikiText.EscapeLine);

    /// <summary>A cell of CSV.</summary>
    public static TextProfile Spreadsheet { get; } = new(text => HarmlessText.Of(text, Sink.Issue), CsvText.Cell);

    /// <summary>An issue of a service that sees more in a text than Markdown does.</summary>
    public static TextProfile OfMarkdown(MarkdownFlavour flavour) => new(PlainText.Line, line => MarkdownText.EscapeLine(line, flavour));

    /// <summary>The text as one harmless line of at most so many characters, encoded.</summary>
    public string Line(string? text, int limit = int.MaxValue) => _encode(Plain(text, limit));

    /// <summary>The same, not encoded yet.</summary>
    public string Plain(string? text, int limit = int.MaxValue) => TextCut.AtWord(_plain(text ?? ""), limit);

    /// <summary>A line that <see cref="Plain"/> made, encoded.</summary>
    public string Encode(string line) => _encode(line);

    /// <summary>Without white space at the ends, and with a space for each run of it within.</summary>
    private static string Message(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in HarmlessText.Of(text, Sink.Message).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
                line.Append(rune.ToString());
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }
}
