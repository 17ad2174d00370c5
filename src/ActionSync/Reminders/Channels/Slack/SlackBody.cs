using System.Text.Json;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>
/// The body of <c>chat.postMessage</c>: nothing is parsed, no name links, nothing unfolds.
/// See https://docs.slack.dev/reference/methods/chat.postMessage
/// </summary>
internal static class SlackBody
{
    /// <param name="channel">The id of a member, or of a channel, or a channel's name.</param>
    /// <param name="text">What a notification shows, in Slack's mark-up.</param>
    /// <param name="blocks">A section each, in Slack's mark-up.</param>
    public static byte[] Of(string channel, string text, IEnumerable<string> blocks)
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
