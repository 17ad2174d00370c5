using System.Text;
using System.Text.Json;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>
/// The digest as Slack blocks, within Slack's limits. Text from outside goes through <see cref="Escape"/> into <c>verbatim</c> text objects,
/// so that it neither pings nor formats, and links to nothing but the web addresses in it. See https://docs.slack.dev/reference/block-kit/blocks
/// </summary>
internal static class SlackDigest
{
    private const int MostBlocks = 45;
    private const int MostCharacters = 11_000;
    private const int MostPerBlock = 2_900;

    /// <summary>The body of <c>chat.postMessage</c> for a channel or member id.</summary>
    public static byte[] Render(DigestView view, string channel)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("channel", channel);
            json.WriteString("text", Escape(view.Subject));
            json.WriteString("parse", "none");
            json.WriteBoolean("link_names", false);
            json.WriteBoolean("unfurl_links", false);
            json.WriteBoolean("unfurl_media", false);
            json.WriteStartArray("blocks");
            foreach (var block in Blocks(view))
                Write(json, block);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>What no client reads as mark-up, and looks the same; web addresses can be clicked.</summary>
    public static string Escape(string text) => string.Concat(WebAddresses.Split(text).Select(part => part.IsAddress ? Link(part.Text) : EscapeText(part.Text)));

    /// <summary>A text that leads to <paramref name="address"/>, but for the web addresses in it: one link cannot hold another.</summary>
    private static string Link(string text, string address) => string.Concat(WebAddresses.Split(text).Select(part => part switch
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

    private static List<string> Blocks(DigestView view)
    {
        var blocks = new List<string> { $"*{Escape(view.Summary)}*{string.Concat(view.Remarks.Select(r => $"\n_{Escape(r)}_"))}" };
        var characters = blocks[0].Length;
        var left = view.Sections.Sum(s => s.Entries.Count);
        foreach (var section in view.Sections)
        {
            var heading = $"*{Escape(section.Heading)} ({section.Entries.Count})*\n";
            foreach (var entry in section.Entries)
            {
                var block = heading + Entry(entry);
                heading = "";
                if (blocks.Count + 2 >= MostBlocks || characters + block.Length > MostCharacters)
                    return [.. blocks, $"… and {left} more.", Footer(view)];
                blocks.Add(block);
                characters += block.Length;
                left--;
            }
        }
        return [.. blocks, Footer(view)];
    }

    private static string Footer(DigestView view) => $"_{Escape(view.Footer)}_";

    private static string Entry(EntryView entry)
    {
        var lines = new List<string>
        {
            entry.Link is { } link ? Link(SafeText.Isolate(entry.Title), link) : $"*{Escape(SafeText.Isolate(entry.Title))}*",
            $"*{entry.Age}* · {Escape(entry.Due)}",
            Escape(entry.Incident),
            Escape(entry.People),
        };
        lines.AddRange(entry.Notes.Select(n => $"_{Escape(n)}_"));
        lines.Add($"{Escape(entry.Issue)} · {Escape(entry.Key)}");
        // Whole lines are left out rather than cut, so that no escape is cut in two.
        while (lines.Sum(l => l.Length + 1) > MostPerBlock && lines.Count > 2)
            lines.RemoveAt(lines.Count - 1);
        return string.Join('\n', lines);
    }

    private static void Write(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WriteStartObject("text");
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", text);
        json.WriteBoolean("verbatim", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
