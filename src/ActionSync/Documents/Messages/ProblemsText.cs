using Humanizer;

namespace ActionSync.Documents.Messages;

/// <summary>All that is wrong with a document, as a person reads it on a terminal, in a file or in a mail.</summary>
internal static class ProblemsText
{
    /// <summary>What is wrong, and behind it what was probably meant otherwise.</summary>
    public static IReadOnlyList<DocumentMessage> Messages(string file, ParsedFile parsed) =>
    [
        .. parsed.Problems.Select(problem => DocumentMessage.Of(file, problem, parsed.Source)),
        .. parsed.Advice.Select(advice => DocumentMessage.Of(file, advice, parsed.Source)),
    ];

    /// <summary>A block of lines for each problem and each piece of advice, and how many problems there are.</summary>
    public static string Of(string file, ParsedFile parsed)
    {
        var lines = Messages(file, parsed).SelectMany(message => (string[])[message.Headline, .. message.Below]).Append(Summary(file, parsed));
        return string.Concat(lines.Select(line => $"{line}\n"));
    }

    /// <summary>The last line.</summary>
    public static string Summary(string file, ParsedFile parsed) => $"{file}: rejected, {"problem".ToQuantity(parsed.Problems.Count)}";
}
