using System.Text.Json;
using ActionSync.Reminders.Policy;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>
/// The body of <c>chat.postMessage</c>: nothing is parsed, no name links, nothing unfolds.
/// See https://docs.slack.dev/reference/methods/chat.postMessage
/// </summary>
internal static class SlackBody
{
    /// <param name="channel">The id of a member, or of a channel, or a channel's name.</param>
    /// <param name="text">What a notification shows, in Slack's mark-up.</param>
    /// <param name="blocks">What is shown.</param>
    public static byte[] Of(string channel, string text, IEnumerable<SlackBlock> blocks)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("channel", channel);
            json.WriteString("text", text);
            json.WriteString("parse", "none");
            json.WriteBoolean("link_names", false);
            json.WriteBoolean("unfurl_links", false);
            json.WriteBoolean("unfurl_media", false);
            json.WriteStartArray("blocks");
            foreach (var block in blocks)
                Write(json, block);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SlackBlock block)
    {
        json.WriteStartObject();
        json.WriteString("type", "section");
        json.WriteStartObject("text");
        json.WriteString("type", "mrkdwn");
        json.WriteString("text", block.Text);
        json.WriteBoolean("verbatim", true);
        json.WriteEndObject();
        json.WriteEndObject();
        if (block.Links.Count > 0)
            WriteButtons(json, block.Links);
    }

    /// <summary>See https://docs.slack.dev/reference/block-kit/blocks/actions-block</summary>
    private static void WriteButtons(Utf8JsonWriter json, IReadOnlyList<NamedLink> links)
    {
        json.WriteStartObject();
        json.WriteString("type", "actions");
        json.WriteStartArray("elements");
        foreach (var (n, link) in links.Index())
        {
            json.WriteStartObject();
            json.WriteString("type", "button");
            json.WriteString("action_id", $"link-{n}");
            json.WriteStartObject("text");
            json.WriteString("type", "plain_text");
            json.WriteString("text", link.Label);
            json.WriteEndObject();
            json.WriteString("url", link.Address);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>A section in Slack's mark-up, with buttons below it that open a page each.</summary>
internal sealed record SlackBlock(string Text, IReadOnlyList<NamedLink> Links)
{
    /// <summary>How many of the blocks that a message may have it takes.</summary>
    public int Blocks => Links.Count == 0 ? 1 : 2;

    /// <summary>How many characters.</summary>
    public int Length => Text.Length + Links.Sum(link => link.Label.Length + link.Address.Length);

    public static implicit operator SlackBlock(string text) => new(text, []);
}
