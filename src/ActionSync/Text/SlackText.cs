using System.Text;

namespace ActionSync.Text;

/// <summary>
/// Text as Slack's mrkdwn that neither pings nor formats, and links to nothing but the web addresses in it.
/// See https://docs.slack.dev/messaging/formatting-message-text
/// </summary>
internal static class SlackText
{
    /// <summary>What no client reads as mark-up, and looks the same; web addresses can be clicked.</summary>
    public static string Escape(string line) =>
        string.Concat(WebAddresses.Split(line).Select(part => part.IsAddress ? Link(part.Text) : EscapeText(part.Text)));

    /// <summary>A line that leads to <paramref name="address"/>, but for the web addresses in it: one link cannot hold another.</summary>
    public static string Link(string line, string address) => string.Concat(WebAddresses.Split(line).Select(part => part switch
    {
        { IsAddress: true } => Link(part.Text),
        { Text: var plain } when string.IsNullOrWhiteSpace(plain) => plain,
        { Text: var plain } => $"{(plain[0] == ' ' ? " " : "")}<{Address(address)}|{EscapeText(plain.Trim())}>{(plain[^1] == ' ' ? " " : "")}",
    }));

    private static string Link(string address) => $"<{Address(address)}>";

    private static string Address(string address) => EncodeMarkup(address).Replace("|", "%7C", StringComparison.Ordinal);

    private static string EncodeMarkup(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string EscapeText(string text)
    {
        var escaped = new StringBuilder();
        for (var n = 0; n < text.Length; n++)
        {
            var c = text[n];
            if (c is '*' or '_' or '~' or '`' && !(IsWord(text, n - 1) && IsWord(text, n + 1)))
                escaped.Append('\u200B').Append(c).Append('\u200B');
            else
                escaped.Append(c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => c.ToString() });
        }
        return escaped.ToString();
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
