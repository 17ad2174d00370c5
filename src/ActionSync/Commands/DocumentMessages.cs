using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>Prints what is told of documents: as messages, or as the result of a command that is asked for nothing else.</summary>
internal static class DocumentMessages
{
    /// <summary>Says why a document is not taken in.</summary>
    public static void Rejected(string file, ParsedFile parsed)
    {
        foreach (var message in ProblemsText.Messages(file, parsed))
            Tell(message);
        if (parsed.Problems is not [{ IsOfFile: true }])
            Console.Error.WriteLine(TextProfile.Terminal.Line(ProblemsText.Summary(file, parsed)));
    }

    /// <summary>
    /// Says as a result what is wrong with a document, in one stream with what else is said of it; that a file cannot be read at all is a message.
    /// </summary>
    public static void PrintRejected(string file, ParsedFile parsed)
    {
        if (parsed.Problems is [{ IsOfFile: true }])
        {
            Rejected(file, parsed);
            return;
        }
        foreach (var message in ProblemsText.Messages(file, parsed))
            Print(message);
        Terminal.Line(ProblemsText.Summary(file, parsed));
    }

    /// <summary>Says something of a document as a result.</summary>
    public static void Print(DocumentMessage message)
    {
        Terminal.Paragraph(message.Headline, Indent);
        foreach (var line in message.Source?.Lines ?? [])
            Terminal.Line(line);
        if (message.ItemLine is { } item)
            Terminal.Paragraph(item, DocumentMessage.Gutter.Length);
    }

    /// <summary>What was not understood of a document that is taken in all the same.</summary>
    /// <param name="rest">The command that says the rest; null where there is none, and all is said here.</param>
    public static void Unread(string file, IReadOnlyList<DocumentMessage> unread, string? rest)
    {
        var shown = rest is null ? unread.Count : MostUnread;
        foreach (var message in unread.Take(shown))
            Tell(message);
        if (unread.Count > shown)
            Terminal.Message($"{file}: {unread.Count - shown} more; {rest} names them all", Indent);
    }

    /// <summary>What is advised about a document that was taken in all the same.</summary>
    public static void Advise(string file, Advice advice, SourceLines? source) => Tell(DocumentMessage.Of(file, advice, source));

    private static void Tell(DocumentMessage message)
    {
        Terminal.Message(message.Headline, Indent);
        foreach (var line in message.Source?.Lines ?? [])
            Console.Error.WriteLine(line);
        if (message.ItemLine is { } item)
            Terminal.Message(item, DocumentMessage.Gutter.Length);
    }

    private const int Indent = 4;
    private const int MostUnread = 3;
}
