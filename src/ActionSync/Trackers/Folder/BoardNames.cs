using System.Text;
using System.Text.RegularExpressions;

namespace ActionSync.Trackers.Folder;

/// <summary>The name of an issue's file, <c>incident-nn-slug.md</c>: fixed when the issue is made, whatever its title becomes.</summary>
internal static partial class BoardNames
{
    // Together below 255 bytes, the most that file systems take.
    private const int IncidentBytes = 80;
    private const int SlugBytes = 120;

    public const string Extension = ".md";

    /// <param name="attempt">From 1; later ones are for a name that another issue has.</param>
    public static string Of(IssueDraft draft, int attempt)
    {
        var slug = Harmless(draft.Title.ToLowerInvariant(), SlugBytes) is { Length: > 0 } text ? text : "item";
        var again = attempt == 1 ? "" : $"-{attempt}";
        return $"{Incident(draft.Incident.Id)}-{draft.Position:00}-{slug}{again}{Extension}";
    }

    /// <summary>Whether this is the name that we gave the issue; a copy has another.</summary>
    public static bool IsOurs(string name, BoardFile file)
    {
        var prefix = Incident(file.Incident ?? "") + "-";
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || NumberAndSlug().Match(name[prefix.Length..]) is not { Success: true } match)
            return false;
        var slug = match.Groups["slug"].Value;
        var first = file.Key is { } key ? key[(key.LastIndexOf('/') + 1)..] : "";
        return slug == Harmless(file.Title.ToLowerInvariant(), SlugBytes) || slug == Harmless(first.ToLowerInvariant(), SlugBytes);
    }

    private static string Incident(string id) => Harmless(id, IncidentBytes) is { Length: > 0 } text ? text : "incident";

    /// <summary>Letters, digits and single dashes, cut at a dash.</summary>
    private static string Harmless(string text, int maxBytes)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                if (name.Length > 0 && name[^1] != '-')
                    name.Append('-');
                continue;
            }
            bytes = Encoding.UTF8.GetByteCount(name.ToString()) + rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                var dash = name.ToString().LastIndexOf('-');
                return name.ToString(0, dash > 0 ? dash : name.Length).Trim('-');
            }
            name.Append(rune);
        }
        return name.ToString().Trim('-');
    }

    [GeneratedRegex(@"^[0-9]{2,}-(?<slug>[^/]+)\.md$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberAndSlug();
}
