using System.Text.Json;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>
/// The digest as a card that mentions its reader; see <see cref="TeamsCard"/>.
/// </summary>
internal static class TeamsDigest
{
    /// <param name="mostBytes">As many items as fit are shown, and the rest counted.</param>
    public static byte[] Render(DigestView view, Recipient to, int mostBytes = TeamsCard.MostBytes)
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

    private static byte[] Of(DigestView view, Recipient to, int shown) =>
        TeamsCard.Write(json => WriteBody(json, view, to, shown), json => WriteMention(json, to));

    private static void WriteBody(Utf8JsonWriter json, DigestView view, Recipient to, int shown)
    {
        // The one text block: only there does a mention work, so only the mention is in it.
        json.WriteStartObject();
        json.WriteString("type", "TextBlock");
        json.WriteString("text", Mention(to));
        json.WriteBoolean("wrap", true);
        json.WriteEndObject();
        TeamsCard.Runs(json, new TeamsRun(view.Summary, Bold: true));
        foreach (var remark in view.Remarks)
            TeamsCard.Runs(json, new TeamsRun(remark, Colour: "Warning"));
        var left = shown;
        foreach (var section in view.Sections.Where(_ => left > 0))
        {
            var colour = ColourOf(section.Part);
            TeamsCard.Runs(json, new TeamsRun($"{section.Heading} ({section.Entries.Count})", Bold: true, Colour: colour));
            foreach (var entry in section.Entries.Take(left))
                Entry(json, entry, entry.IsOverdue ? colour : ColourOf(DigestPart.DueSoon));
            left -= Math.Min(left, section.Entries.Count);
        }
        var more = view.Sections.Sum(s => s.Entries.Count) - shown;
        if (more > 0)
            TeamsCard.Runs(json, new TeamsRun($"… and {more} more."));
        else
            Mentions(json, view);
        TeamsCard.Runs(json, new TeamsRun(view.Footer, Subtle: true));
    }

    private static void Entry(Utf8JsonWriter json, EntryView entry, string colour)
    {
        TeamsCard.Runs(json, new TeamsRun(Directions.Isolate(entry.Title), Bold: true, Link: entry.Link), new TeamsRun($"  {entry.Age}", Colour: colour),
            new TeamsRun($" · {entry.Due}"));
        TeamsCard.Runs(json, new TeamsRun(entry.People is null ? entry.Incident : $"{entry.Incident} · {entry.People}"));
        foreach (var note in entry.Notes)
            TeamsCard.Runs(json, new TeamsRun(note, Colour: "Warning"));
        TeamsCard.Runs(
            json, [new TeamsRun(entry.Issue, Link: entry.Link), .. entry.ToDo is null ? [] : new[] { new TeamsRun($" · {entry.ToDo}", Subtle: true) }]);
        TeamsCard.Links(json, entry.Links);
    }

    private static void Mentions(Utf8JsonWriter json, DigestView view)
    {
        if (view.AlsoOverdue.Count == 0)
            return;
        TeamsCard.Runs(json, new TeamsRun(DigestView.AlsoOverdueHeading, Bold: true));
        foreach (var mention in view.AlsoOverdue)
            TeamsCard.Runs(json, new TeamsRun($"{mention.Priority} · "), new TeamsRun(Directions.Isolate(mention.Title), Link: mention.Link),
                new TeamsRun($" · {mention.AgeAndPlace}", Subtle: true));
        if (view.MoreAlsoOverdue > 0)
            TeamsCard.Runs(json, new TeamsRun($"… and {view.MoreAlsoOverdue} more."));
    }

    private static string ColourOf(DigestPart part) => part switch
    {
        DigestPart.Escalated or DigestPart.InYourTeam => "Accent",
        DigestPart.New or DigestPart.StillOverdue => "Attention",
        _ => "Default",
    };

    private static void WriteMention(Utf8JsonWriter json, Recipient to)
    {
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
    }

    private static string Mention(Recipient to) => $"<at>{MentionName(to)}</at>";

    /// <summary>Letters, digits and what addresses need; a name is no place for mark-up.</summary>
    private static string MentionName(Recipient to)
    {
        var name = string.Concat(DigestView.Name(to).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '@' or '-' or '\''));
        return name.Trim().Length > 0 ? name.Trim() : to.Address;
    }
}
