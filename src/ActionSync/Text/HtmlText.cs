using System.Net;

namespace ActionSync.Text;

/// <summary>Lines of text as HTML: encoded, kept apart from what stands beside them, and with the web addresses in them to be clicked.</summary>
internal static class HtmlText
{
    private const string LinkStyle = "color:#1d4ed8";

    /// <summary>A line; each web address in it leads where it says.</summary>
    public static string Line(string line) =>
        $"<bdi>{string.Concat(WebAddresses.Split(line).Select(part => part.IsAddress ? Anchor(part.Text, part.Text, LinkStyle) : Encode(part.Text)))}</bdi>";

    /// <summary>A line that leads to <paramref name="address"/>, but for the web addresses in it.</summary>
    public static string Link(string line, string address, string style) =>
        $"<bdi>{string.Concat(WebAddresses.Split(line).Select(part => Anchor(part.Text, part.IsAddress ? part.Text : address, style)))}</bdi>";

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Anchor(string text, string address, string style) => $"<a href=\"{Encode(address)}\" style=\"{style}\">{Encode(text)}</a>";
}
