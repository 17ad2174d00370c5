using System.Text.RegularExpressions;

namespace ActionSync.Testing;

/// <summary>The links of a mail as its plain text has them: what stands before the colon, and the address behind or below it.</summary>
internal static partial class MailLinks
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    /// <summary>The address of the first link that has this label.</summary>
    /// <param name="mail">The whole of an <c>.eml</c> file.</param>
    public static string Of(string mail, string label) => All(mail, label)[0];

    /// <summary>The addresses of all links that have this label, an item each.</summary>
    public static IReadOnlyList<string> All(string mail, string label)
    {
        var text = Readable(mail);
        return [.. Regex.Matches(text, $@"^ *{Regex.Escape(label)}:\s+(https?://\S+)$", RegexOptions.Multiline, Within).Select(match => match.Groups[1].Value)];
    }

    public static string TokenOf(string address) => address.Split('/')[^1];

    /// <summary>Quoted-printable undone, and lines as they are in text.</summary>
    public static string Readable(string mail) =>
        Encoded().Replace(mail.Replace("=\r\n", "", StringComparison.Ordinal), match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString())
            .Replace("\r\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex("=(?<code>[0-9A-F]{2})", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Encoded();
}
