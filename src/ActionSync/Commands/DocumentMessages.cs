using ActionSync.Documents;
using ActionSync.Documents.Messages;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Commands;

/// <summary>Prints what is told of documents: errors as messages, what is said of a document that is fine as a result.</summary>
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

    /// <summary>Says something of a document that is taken in.</summary>
    public static void Print(DocumentMessage message)
    {
        Terminal.Paragraph(message.Headline, Indent);
        foreach (var line in message.Below)
            Terminal.Line(line);
    }

    /// <summary>What is advised about a document that was taken in all the same.</summary>
    public static void Advise(string file, Advice advice, SourceLines? source) => Tell(DocumentMessage.Of(file, advice, source));

    private static void Tell(DocumentMessage message)
    {
        Terminal.Message(message.Headline, Indent);
        foreach (var line in message.Below)
            Console.Error.WriteLine(line);
    }

    private const int Indent = 4;
}
