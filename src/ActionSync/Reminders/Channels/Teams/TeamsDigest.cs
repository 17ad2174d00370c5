using System.Text.Json;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>
/// The digest as an adaptive card for a Teams workflow. All text from outside stands in text runs, which Teams shows as they are: no Markdown, no mentions.
/// See https://adaptivecards.io/explorer/TextRun.html
/// </summary>
internal static class TeamsDigest
{
    /// <summary>Teams refuses messages over 28 KB; it counts more than the bytes that are sent, so that it may refuse these, too.</summary>
    public const int MostBytes = 27_000;

    /// <param name="mostBytes">As many items as fit are shown, and the rest counted.</param>
    public static byte[] Render(DigestView view, Recipient to, int mostBytes = MostBytes)
    {
        var entries = view.Sections.Sum(s => s.Entries.Count);
        var shown = Math.Min(entries, 100);
        var card = Of(view, to, shown);
        while (card.Length > mostBytes && shown > 0)
        {
            shown = shown * 3 / 4;
            card = Of(view, to, shown);
        }
        return card;
    }

    private static byte[] Of(DigestView view, Recipient to, int shown)
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
            WriteBody(json, view, to, shown);
            WriteMention(json, to);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteBody(Utf8JsonWriter json, DigestView view, Recipient to, int shown)
    {
        json.WriteStartArray("body");
        // The one text block: only there does a mention work, so only the mention is in it.
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", Mention(to));
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();
        Runs(json, new Run(view.Summary, Bold: true));
        foreach (var remark in view.Remarks)
            Runs(json, new Run(remark, Colour: "Warning"));
        var left = shown;
        foreach (var section in view.Sections.Where(_ => left > 0))
        {
            var colour = ColourOf(section.Part);
            Runs(json, new Run($"{section.Heading} ({section.Entries.Count})", Bold: true, Colour: colour));
            foreach (var entry in section.Entries.Take(left))
                Entry(json, entry, entry.IsOverdue ? colour : ColourOf(DigestPart.DueSoon));
            left -= Math.Min(left, section.Entries.Count);
        }
        var more = view.Sections.Sum(s => s.Entries.Count) - shown;
        if (more > 0)
            Runs(json, new Run($"… and {more} more."));
        else
            Mentions(json, view);
        Runs(json, new Run(view.Footer, Subtle: true));
        json.WriteEndArray();
    }

    private static void Entry(Utf8JsonWriter json, EntryView entry, string colour)
    {
        Runs(json, new Run(Directions.Isolate(entry.Title), Bold: true, Link: entry.Link), new Run($"  {entry.Age}", Colour: colour),
            new Run($" · {entry.Due}"));
        Runs(json, new Run(entry.People is null ? entry.Incident : $"{entry.Incident} · {entry.People}"));
        foreach (var note in entry.Notes)
            Runs(json, new Run(note, Colour: "Warning"));
        Runs(json, [new Run(entry.Issue, Link: entry.Link), .. entry.ToDo is null ? [] : new[] { new Run($" · {entry.ToDo}", Subtle: true) }]);
    }

    private static void Mentions(Utf8JsonWriter json, DigestView view)
    {
        if (view.AlsoOverdue.Count == 0)
            return;
        Runs(json, new Run(DigestView.AlsoOverdueHeading, Bold: true));
        foreach (var mention in view.AlsoOverdue)
            Runs(json, new Run($"{mention.Priority} · "), new Run(Directions.Isolate(mention.Title), Link: mention.Link),
                new Run($" · {mention.Age}", Subtle: true));
        if (view.MoreAlsoOverdue > 0)
            Runs(json, new Run($"… and {view.MoreAlsoOverdue} more."));
    }

    private static string ColourOf(DigestPart part) => part switch
    {
        DigestPart.Escalated or DigestPart.WithYourPeople => "Accent",
        DigestPart.New or DigestPart.StillOverdue => "Attention",
        _ => "Default",
    };

    private static void Runs(Utf8JsonWriter json, params ReadOnlySpan<Run> runs)
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
    private static IEnumerable<Run> Parts(Run run) =>
        WebAddresses.Split(TextProfile.Teams.Encode(run.Text)).Select(part => run with { Text = part.Text, Link = part.IsAddress ? part.Text : run.Link })
            .DefaultIfEmpty(run);

    private static void WriteMention(Utf8JsonWriter json, Recipient to)
    {
        json.WriteStartObject("msteams");
        json.WriteString("width", "Full");
        json.WriteStartArray("entities");
        json.WriteStartObject();
        json.WriteString("type", "mention");
        json.WriteString("text", Mention(to));
        json.WriteStartObject("mentioned");
        json.WriteString("id", to.Address);
        json.WriteString("name", MentionName(to));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Mention(Recipient to) => $"<at>{MentionName(to)}</at>";

    /// <summary>Letters, digits and what addresses need; a name is no place for mark-up.</summary>
    private static string MentionName(Recipient to)
    {
        var name = string.Concat(DigestView.Name(to).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '@' or '-' or '\''));
        return name.Trim().Length > 0 ? name.Trim() : to.Address;
    }

    private sealed record Run(string Text, bool Bold = false, bool Subtle = false, string? Colour = null, string? Link = null);
}
