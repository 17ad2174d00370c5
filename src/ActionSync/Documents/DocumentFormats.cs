namespace ActionSync.Documents;

/// <summary>The formats that there are. Which one a file is of, the ending of its name says.</summary>
/// <param name="all">In the order in which they are named to people; the first is the one that others are compared with.</param>
public sealed class DocumentFormats(IReadOnlyList<DocumentFormat> all)
{
    /// <summary>Reads what the configuration calls a document though its name has no known ending.</summary>
    public DocumentFormat Reference => all[0];

    public IReadOnlyList<string> Endings { get; } = [.. all.SelectMany(format => format.Endings)];

    /// <summary>The names of documents, as <c>Intake:Include</c> writes them.</summary>
    public IReadOnlyList<string> NamePatterns => [.. Endings.Select(ending => $"**/*{ending}")];

    /// <summary>The format of the longest ending that the name has; null where it has none that is known.</summary>
    public DocumentFormat? Of(string fileName) =>
        all.SelectMany(format => format.Endings, (format, ending) => (Format: format, Ending: ending))
            .Where(known => fileName.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(known => known.Ending.Length)
            .Select(known => known.Format)
            .FirstOrDefault();
}
