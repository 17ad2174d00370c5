using System.Text.RegularExpressions;

namespace ActionSync.Documents.Values;

/// <summary>The people that a text names as owners.</summary>
internal static partial class OwnerText
{
    private const string MailTo = "mailto:";

    /// <summary>The owners in the order of the text, each once; none where it says that there is nobody yet.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var owners = new List<string>();
        foreach (var part in Between().Split(text))
        {
            var owner = Clean(part);
            if (owner.Length > 0 && !NoValue.Is(owner) && !Placeholder.IsOne(owner) && !owners.Contains(owner, StringComparer.OrdinalIgnoreCase))
                owners.Add(owner);
        }
        return owners;
    }

    /// <summary>The one name or address that a text is; null where it names nobody.</summary>
    public static string? Of(string? text)
    {
        if (NoValue.Is(text))
            return null;
        var owner = PlainLine.Of(text!).Trim('@', '`', ' ');
        if (owner.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
            owner = owner[MailTo.Length..];
        return owner.Any(char.IsLetterOrDigit) && owner.Length <= Limits.Line ? owner : null;
    }

    /// <summary>A name or address without the marks around it: <c>@alice</c>, <c>alice@</c>, <c>`@alice`</c>.</summary>
    public static string Clean(string text)
    {
        var owner = text.Trim().Trim('`', '*', '_', '(', ')', '[', ']', '<', '>', ' ', ',', ';', '.', ':').Trim();
        owner = owner.Trim('@').Trim();
        return Spaces().Replace(owner, " ");
    }

    [GeneratedRegex(@"\s*(?:[,;/+\n\v]|\s&\s|\band\b)\s*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
