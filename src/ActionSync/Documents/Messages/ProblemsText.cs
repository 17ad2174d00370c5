using Humanizer;

namespace ActionSync.Documents.Messages;

/// <summary>All that is wrong with a document, as a person reads it on a terminal, in a file or in a mail.</summary>
internal static class ProblemsText
{
    /// <summary>What is wrong, and behind it what was not understood or probably meant otherwise: whoever mends the one mends the other.</summary>
    public static IReadOnlyList<DocumentMessage> Messages(string file, ParsedFile parsed) =>
    [
        .. parsed.Problems.Select(problem => DocumentMessage.Of(file, problem, parsed.Source)),
        .. parsed.Warnings.Select(warning => DocumentMessage.Of(file, warning, parsed)),
        .. parsed.Advice.Select(advice => DocumentMessage.Of(file, advice, parsed.Source)),
    ];

    /// <summary>What was not understood of the items of a document that is taken in all the same.</summary>
    public static IReadOnlyList<DocumentMessage> Unread(string file, ParsedFile parsed) =>
        [.. parsed.Warnings.Where(warning => warning.IsUnread).Select(warning => DocumentMessage.Of(file, warning, parsed))];

    /// <summary>A block of lines for each problem, warning and piece of advice, and how many problems there are.</summary>
    public static string Of(string file, ParsedFile parsed)
    {
        var lines = Messages(file, parsed).SelectMany(message => (string[])[message.Headline, .. message.Below]).Append(Summary(file, parsed));
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    /// <summary>The last line.</summary>
    public static string Summary(string file, ParsedFile parsed) => $"{file}: rejected, {"problem".ToQuantity(parsed.Problems.Count)}";
}
