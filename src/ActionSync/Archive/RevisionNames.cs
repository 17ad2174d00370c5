using System.Globalization;
using ActionSync.Documents;
using ActionSync.Documents.Values;

namespace ActionSync.Archive;

/// <summary>What the archive calls a revision: <c>revision-0001.json</c>, with the ending of its format.</summary>
internal sealed class RevisionNames(DocumentFormats formats)
{
    private const string Start = "revision-";

    private const string Reading = ".reading.json";

    public static string Of(int number, string ending) => $"{Start}{number:0000}{ending}";

    /// <summary>What was read from the revision, beside it.</summary>
    public static string ReadingOf(int number) => Of(number, Reading);

    /// <summary>Only the reference shape in JSON says by itself all that was read from it.</summary>
    public bool NeedsReading(IncidentDocument document, ReadingRules rules) =>
        formats.Of(new DocumentFile($"{Start}{document.Ending}", document.Source, rules)) != formats.Reference;

    /// <summary>The number in a revision's name; 0 where it is none, and for a reading.</summary>
    public int Number(string name)
    {
        if (!IsLike(name) || name.EndsWith(Reading, StringComparison.Ordinal))
            return 0;
        if (name.IndexOf('.') is not (> 0 and var dot) || !formats.Endings.Contains(name[dot..]))
            return 0;
        return int.TryParse(name.AsSpan(Start.Length, dot - Start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The name begins like a revision's, of whatever format.</summary>
    public static bool IsLike(string name) => name.StartsWith(Start, StringComparison.Ordinal);
}
