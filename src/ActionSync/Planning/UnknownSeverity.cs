using System.Text.RegularExpressions;
using ActionSync.Documents;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Planning;

/// <summary>Says of a document that its severity is a word that neither the built-in words, nor the configuration's, nor any route knows.</summary>
internal sealed partial class UnknownSeverity(ReadingRules rules, Router router)
{
    public IEnumerable<Advice> Of(IncidentDocument document)
    {
        if (document.Written.Severity is not { } severity || IsKnown(severity))
            yield break;
        var place = document.SeverityPlace ?? DocumentPlace.Unknown;
        var meant = rules.Words.NearSeverity(severity) is { } near ? $" (did you mean {near}?)" : $"; right would be {SeverityWords.Known}";
        yield return new Advice(
            place.Line, Advice.UnknownSeverity, $"{place.Path ?? "severity"}: {Quoted.Of(severity)} is no severity that is known{meant}. "
            + "It is kept as it stands; words of your own belong under Documents:Words:Severity.")
        {
            Column = document.ColumnOf(place, severity),
            Path = place.Path,
        };
    }

    /// <summary>Many write an explanation behind the word.</summary>
    private bool IsKnown(string severity) =>
        router.NamesSeverity(severity) || rules.Words.Severity(severity) is not null
        || FirstWord().Match(severity) is { Success: true } word && rules.Words.Severity(word.Value) is not null;

    [GeneratedRegex(@"\A\p{L}+[ _-]?\d+\b|\A\p{L}+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FirstWord();
}
