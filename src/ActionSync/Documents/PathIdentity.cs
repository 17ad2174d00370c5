using System.Globalization;
using ActionSync.Text;

namespace ActionSync.Documents;

/// <summary>
/// The key of an incident whose document gives it no id: the file's path without its ending. A step behind the reading of any format, so that formats
/// need not know of it. Pure.
/// </summary>
public static class PathIdentity
{
    // Never kept from a path as it stands, so a key that was changed is never the key of another path.
    private const char HashMark = '~';

    /// <summary>The file with a key and the path for each incident that has no id; a problem where there is no path either.</summary>
    public static ParsedFile Give(ParsedFile parsed, DocumentFile file)
    {
        if (parsed.Read.All(document => document.Incident.Id.Length > 0))
            return parsed;
        var without = parsed.Read.Count(document => document.Incident.Id.Length == 0 && document.WhyNone is null);
        if (file.Path is null)
        {
            // Where the format itself misses the id, that is told already, at its place.
            return without == 0 || parsed.Problems.Any(IsOfIncidentId) ? parsed
                : parsed with { Problems = [.. parsed.Problems, Problem.OfFile(Nameless(file.NameOption))] };
        }
        var stem = KeyOf(file.Path);
        var taken = parsed.Read.Select(document => document.Incident.Id).ToHashSet(StringComparer.Ordinal);
        return parsed with { Read = [.. parsed.Read.Select(Named)] };

        IncidentDocument Named(IncidentDocument document)
        {
            var (id, title) = (document.Incident.Id, document.Incident.Title);
            if (id.Length > 0)
                return document;
            var key = Free(without <= 1 ? stem : $"{stem}.{Slug.Of(title)}");
            return document with { Incident = document.Incident with { Id = key, Title = title.Length > 0 ? title : key, Path = file.Path } };
        }

        string Free(string key)
        {
            var free = key;
            for (var n = 2; !taken.Add(free); n++)
                free = $"{key}-{n}";
            return free;
        }
    }

    /// <summary>The path without its ending and with <c>.</c> between folders; what no key may hold is changed and marked with a hash of the path.</summary>
    public static string KeyOf(string path)
    {
        var dot = path.LastIndexOf('.');
        var stem = dot > path.LastIndexOf('/') + 1 ? path[..dot] : path;
        var written = Composed.Of(stem.Replace('/', '.'));
        var key = string.Concat(written.Select(c => IsFit(c) ? c : '-')).Trim();
        if (key == written && key.Any(char.IsLetterOrDigit) && key.Length <= LongestKey)
            return key;
        var start = key.Length <= LongestKey ? key : key[..(char.IsHighSurrogate(key[LongestKey - 1]) ? LongestKey - 1 : LongestKey)];
        return $"{start}{HashMark}{ShortHash.Of(path)}";
    }

    private static string Nameless(string nameOption) => "the text says nowhere which incident it is about, and has no name either. " +
        (nameOption.Length > 0 ? $"Give it one with {nameOption}, or an id in its text." : "Give it an id in its text.");

    private static bool IsOfIncidentId(Problem problem) => problem.Path is "incident" or "incident.id" or "incident_id";

    /// <summary>Room is left for a title's slug behind it.</summary>
    private const int LongestKey = Limits.Id - 80;

    private static bool IsFit(char c) => c != HashMark && !char.IsControl(c)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
