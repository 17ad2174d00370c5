using System.Text.Json;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>
/// An adaptive card for a Teams workflow. All text from outside stands in text runs, which Teams shows as they are: no Markdown, no mentions.
/// See https://adaptivecards.io/explorer/TextRun.html
/// </summary>
internal static class TeamsCard
{
    /// <summary>Teams refuses messages over 28 KB; it counts more than the bytes that are sent, so that it may refuse these, too.</summary>
    public const int MostBytes = 27_000;

    /// <param name="body">Writes what the card shows.</param>
    /// <param name="mention">Writes who is mentioned; null for nobody.</param>
    public static byte[] Write(Action<Utf8JsonWriter> body, Action<Utf8JsonWriter>? mention = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
            json.WriteStartObject("content");
            json.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
            json.WriteString("type", "AdaptiveCard");
            json.WriteString("version", "1.4");
            json.WriteStartArray("body");
            body(json);
            json.WriteEndArray();
            json.WriteStartObject("msteams");
            json.WriteString("width", "Full");
            mention?.Invoke(json);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>Buttons that open a page each.</summary>
    public static void Links(Utf8JsonWriter json, IReadOnlyList<NamedLink> links)
    {
        if (links.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("type", "ActionSet");
        json.WriteStartArray("actions");
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("type", "Action.OpenUrl");
            json.WriteString("title", link.Label);
            json.WriteString("url", link.Address);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>One line of runs.</summary>
    public static void Runs(Utf8JsonWriter json, params ReadOnlySpan<TeamsRun> runs)
    {
        json.WriteStartObject();
        json.WriteString("type", "RichTextBlock");
        json.WriteStartArray("inlines");
        foreach (var run in runs.ToArray().SelectMany(Parts))
        {
            json.WriteStartObject();
            json.WriteString("type", "TextRun");
            json.WriteString("text", run.Text);
            if (run.Bold)
                json.WriteString("weight", "Bolder");
            if (run.Subtle)
                json.WriteBoolean("isSubtle", true);
            if (run.Colour is not null)
                json.WriteString("color", run.Colour);
            if (run.Link is not null)
            {
                json.WriteStartObject("selectAction");
                json.WriteString("type", "Action.OpenUrl");
                json.WriteString("url", run.Link);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A run for each web address in the text, which leads there, and one for each stretch between.</summary>
    private static IEnumerable<TeamsRun> Parts(TeamsRun run) =>
        WebAddresses.Split(TextProfile.Teams.Encode(run.Text)).Select(part => run with { Text = part.Text, Link = part.IsAddress ? part.Text : run.Link })
            .DefaultIfEmpty(run);
}

/// <summary>A stretch of text that looks alike.</summary>
internal sealed record TeamsRun(string Text, bool Bold = false, bool Subtle = false, string? Colour = null, string? Link = null);
