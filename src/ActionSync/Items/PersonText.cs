using System.Globalization;
using System.Text;

namespace ActionSync.Items;

/// <summary>
/// A person as a document, a tracker or a command line names them. Read in one place, so that an owner is the same person everywhere:
/// <c>mira@acme.example</c>, <c>Mira Lindqvist &lt;mira@acme.example&gt;</c>, <c>mailto:mira@acme.example</c>, <c>[Mira](mailto:mira@acme.example)</c>,
/// <c>Mira (mira@acme.example)</c> or a plain name, with invisible characters, spaces of any kind or a full stop around it.
/// </summary>
/// <param name="Text">The text without what stands around it: what to call the person where nothing else is known.</param>
/// <param name="Address">The e-mail address, spelled as it stands; null where the text gives none.</param>
internal sealed record PersonText(string Text, string? Address)
{
    /// <summary>What stands in the place of an owner where there is none, wherever people read it.</summary>
    public const string Nobody = "nobody";

    private const string MailTo = "mailto:";

    /// <summary>What two spellings of one name have in common; compared without case.</summary>
    public string NameKey => KeyOf(Text);

    /// <summary>Null where the text is empty, or nothing but spaces and invisible characters.</summary>
    public static PersonText? Read(string? text)
    {
        var line = Line(text);
        return line.Length == 0 ? null : new(line, AddressIn(line));
    }

    /// <summary>A name without the full stop or comma after it: "Mira Lindqvist." and "Jo Jr." are found with and without.</summary>
    public static string KeyOf(string name) => Trim(Line(name), IsStop);

    private static string? AddressIn(string line)
    {
        // What is around the whole: "Mira <mira@acme.example>." ends with a bracket all the same.
        var text = Trim(line, IsStop);
        if (text.EndsWith('>') && text.LastIndexOf('<') is var angle and >= 0)
            return Plain(text[(angle + 1)..^1]);
        // Whichever is the address: "Mira (mira@acme.example)" or "mira@acme.example (Mira)".
        if (text.EndsWith(')') && text.LastIndexOf('(') is var round and >= 0)
            return Plain(text[(round + 1)..^1]) ?? Plain(text[..round]);
        return Plain(text);
    }

    private static string? Plain(string text)
    {
        var plain = Trim(text, IsStop);
        if (plain.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
            plain = Trim(WithoutWhatFollows(plain[MailTo.Length..]), IsStop);
        return MailAddresses.IsAddress(plain) ? plain : null;
    }

    /// <summary>A link may carry a subject, or, as Slack copies it, the address once more.</summary>
    private static string WithoutWhatFollows(string link) => link.IndexOfAny(['?', '|']) is var end and >= 0 ? link[..end] : link;

    /// <summary>One line: every kind of space is one space, and nothing invisible stands at either end.</summary>
    private static string Line(string? text)
    {
        var line = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (!char.IsWhiteSpace(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return Trim(line.ToString(), IsBlank);
    }

    /// <summary>Takes blanks off the beginning, and what <paramref name="isOver"/> says off the end.</summary>
    private static string Trim(string text, Func<char, bool> isOver)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && isOver(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static bool IsBlank(char c) => c == ' ' || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsStop(char c) => IsBlank(c) || c is '.' or ',' or ';' or ':';
}
