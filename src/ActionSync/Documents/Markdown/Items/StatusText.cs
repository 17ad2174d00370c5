using System.Text.RegularExpressions;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Documents.Markdown.Items;

/// <summary>States as lists show them: words, and the signs that people put in their place.</summary>
internal static partial class StatusText
{
    private static readonly Dictionary<string, ItemState?> Signs = new()
    {
        ["✅"] = ItemState.Done,
        ["✔️"] = ItemState.Done,
        ["✔"] = ItemState.Done,
        ["☑️"] = ItemState.Done,
        ["☑"] = ItemState.Done,
        ["✓"] = ItemState.Done,
        ["🟢"] = ItemState.Done,
        [":white_check_mark:"] = ItemState.Done,
        [":heavy_check_mark:"] = ItemState.Done,
        [":ballot_box_with_check:"] = ItemState.Done,
        ["🔄"] = ItemState.InProgress,
        ["🚧"] = ItemState.InProgress,
        ["⏳"] = ItemState.InProgress,
        ["🟡"] = ItemState.InProgress,
        [":construction:"] = ItemState.InProgress,
        [":hourglass:"] = ItemState.InProgress,
        ["⬜"] = ItemState.Open,
        ["☐"] = ItemState.Open,
        ["🔲"] = ItemState.Open,
        ["❌"] = null,
        ["✖️"] = null,
        ["⛔"] = null,
        ["🔴"] = null,
        [":x:"] = null,
    };

    /// <summary>The state of a text that is a word for one, with or without a sign or a mark before it; null where it is none.</summary>
    public static ItemState? Of(string text, WordTables words) => Exact(text, words) ?? Leading(Bare(text), words);

    /// <summary>As above, of a text that says nothing more.</summary>
    public static ItemState? Exact(string text, WordTables words)
    {
        var (sign, rest) = Sign(Bare(text));
        rest = rest.Trim(' ', ':', '-', '–', '—', '.', '!');
        if (rest.Length == 0)
            return sign is null ? null : Signs[sign];
        return words.Status(rest) ?? (sign is null ? null : words.Status(rest.Split([' ', '(', ','], 2)[0]) ?? Signs[sign]);
    }

    private static string Bare(string text) => text.Trim().Trim('*', '_', '(', ')', '[', ']', '.', '!', ',', ';', ':', ' ').Trim();

    /// <summary>"Resolved by #47", "Open — waits for the vendor": the state, and more of it.</summary>
    private static ItemState? Leading(string text, WordTables words) =>
        WithMore().Match(text) is { Success: true } match && !Unsure().IsMatch(text) ? words.Status(match.Groups["word"].Value) : null;

    /// <summary>The sign that a text begins with, and what follows it.</summary>
    public static (string? Sign, string After) Sign(string text)
    {
        foreach (var sign in Signs.Keys)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
                return (sign, text[sign.Length..].TrimStart('\uFE0F'));
        }
        return (null, text);
    }

    /// <summary>The sign that a text ends with, and what stands before it.</summary>
    public static (string? Sign, string Before) LastSign(string text)
    {
        foreach (var sign in Signs.Keys)
        {
            if (text.EndsWith(sign, StringComparison.Ordinal))
                return (sign, text[..^sign.Length]);
        }
        return (null, text);
    }

    [GeneratedRegex(
        @"^(?<word>\p{L}+([ -]\p{L}+)?)(\s+(by|in|on|via|with|as|since|through)\b|\s*[–—(:,;]|\s+-\s|\s+\d)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WithMore();

    [GeneratedRegex(
        @"\b(not|won['’]?t|partly|partially|except|but)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unsure();

    /// <summary>What a sign means; null for one that says only that something is wrong.</summary>
    public static ItemState? Meaning(string sign) => Signs[sign];
}
