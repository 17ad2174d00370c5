namespace ActionSync.Documents;

/// <summary>The formats that there are. What a file holds tells which one it is of; where that is not plain, the ending of its name does.</summary>
/// <param name="all">In the order in which they are asked and named to people; the reference shape first.</param>
public sealed class DocumentFormats(IReadOnlyList<DocumentFormat> all)
{
    /// <summary>The format that others are compared with, and that reads what nothing else claims.</summary>
    public DocumentFormat Reference => all[0];

    public IReadOnlyList<string> Endings { get; } = [.. all.SelectMany(format => format.Endings).Distinct()];

    /// <summary>The names of documents, as <c>Intake:Include</c> writes them.</summary>
    public IReadOnlyList<string> NamePatterns => [.. Endings.Select(ending => $"**/*{ending}")];

    /// <summary>The format of a file: the one that its content is of, else the one of its name's ending; null where neither tells.</summary>
    public DocumentFormat? Of(DocumentFile file) => all.FirstOrDefault(format => format.Holds?.Invoke(file) == true) ?? Of(file.Name);

    /// <summary>The format of the longest ending that the name has; null where it has none that is known.</summary>
    public DocumentFormat? Of(string fileName) =>
        all.SelectMany(format => format.Endings, (format, ending) => (Format: format, Ending: ending))
            .Where(known => fileName.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(known => known.Ending.Length)
            .Select(known => known.Format)
            .FirstOrDefault();
}
