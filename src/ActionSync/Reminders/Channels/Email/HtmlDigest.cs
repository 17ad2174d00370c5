using System.Text;
using ActionSync.Reminders.Policy;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Email;

/// <summary>
/// The digest as a page that mail programs show: tables and inline styles only, no script or image, and no address but the issues' and those in the text.
/// </summary>
internal static class HtmlDigest
{
    private const string Grey = "#4b5563";
    private const string Blue = "#0369a1";
    private const string HeadingStyle = "margin:24px 0 8px;font-size:13px;letter-spacing:.06em;text-transform:uppercase";
    private const string LinkStyle = "color:#1d4ed8;text-decoration:none";

    public static string Render(DigestView view)
    {
        var html = new StringBuilder();
        html.Append(
            $"""
             <!DOCTYPE html>
             <html lang="en">
             <head>
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width, initial-scale=1">
             <meta name="color-scheme" content="light dark">
             <title>{Text(view.Subject)}</title>
             </head>
             <body style="margin:0;padding:24px;background:#f4f5f7;color:#1f2937;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
             <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
             <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:640px;background:#ffffff;border-radius:10px;border:1px solid #e5e7eb"><tr><td style="padding:24px 28px">
             <p style="margin:0 0 4px">{TextProfile.Html.Encode(view.Greeting)}</p>
             <p style="margin:0 0 8px;font-size:18px;font-weight:600">{Text(view.Summary)}</p>

             """);
        foreach (var remark in view.Remarks)
            html.Append(
                $"<p style=\"margin:8px 0;padding:8px 12px;background:#fef9c3;color:#713f12;border-radius:6px\">{TextProfile.Html.Encode(remark)}</p>\n");
        var left = TextDigest.MostEntries;
        foreach (var section in view.Sections.Where(s => left > 0))
        {
            var colour = ColourOf(section.Part);
            html.Append($"<h2 style=\"{HeadingStyle};color:{colour}\">{Text(section.Heading)} ({section.Entries.Count})</h2>\n");
            foreach (var entry in section.Entries.Take(left))
                Append(html, entry, entry.IsOverdue ? colour : Blue);
            left -= Math.Min(left, section.Entries.Count);
        }
        var more = view.Sections.Sum(s => s.Entries.Count) - TextDigest.MostEntries;
        if (more > 0)
            html.Append($"<p>… and {more} more.</p>\n");
        AppendMentions(html, view);
        return html.Append(
            $"""
             <p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #e5e7eb;font-size:12px;color:#6b7280">{Text(view.Footer)}{Unsubscribe(view)}</p>
             </td></tr></table>
             </td></tr></table>
             </body>
             </html>

             """).ToString();
    }

    private static void Append(StringBuilder html, EntryView entry, string colour)
    {
        html.Append(
            $"""
             <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 12px"><tr>
             <td style="border-left:4px solid {colour};padding:4px 0 4px 14px">
             <div style="font-weight:600;overflow-wrap:anywhere">{Linked(entry.Title, entry.Link)}</div>
             <div><span style="color:{colour};font-weight:600">{Text(entry.Age)}</span> &middot; {Text(entry.Due)}</div>
             <div style="color:{Grey}">{TextProfile.Html.Encode(entry.Incident)}</div>

             """);
        if (entry.People is { } people)
            html.Append($"<div style=\"color:{Grey}\">{TextProfile.Html.Encode(people)}</div>\n");
        foreach (var note in entry.Notes)
            html.Append($"<div style=\"color:#92400e\">{TextProfile.Html.Encode(note)}</div>\n");
        html.Append($"<div style=\"font-size:13px;overflow-wrap:anywhere\">{Linked(entry.Issue, entry.Link)}");
        html.Append(entry.ToDo is { } toDo ? $" &middot; {Text(toDo)}</div>\n" : "</div>\n");
        if (entry.Links.Count > 0)
            html.Append($"<div style=\"font-size:12px;color:{Grey}\">{string.Join(" &middot; ", entry.Links.Select(Anchor))}</div>\n");
        html.Append("</td></tr></table>\n");
    }

    private static void AppendMentions(StringBuilder html, DigestView view)
    {
        if (view.AlsoOverdue.Count == 0)
            return;
        html.Append($"<h2 style=\"{HeadingStyle};color:{Grey}\">{Text(DigestView.AlsoOverdueHeading)}</h2>\n");
        foreach (var mention in view.AlsoOverdue)
            html.Append($"<div style=\"font-size:13px;overflow-wrap:anywhere\">{Text(mention.Priority)} &middot; {Linked(mention.Title, mention.Link)} <span style=\"color:{Grey}\">&middot; {TextProfile.Html.Encode(mention.AgeAndPlace)}</span></div>\n");
        if (view.MoreAlsoOverdue > 0)
            html.Append($"<div style=\"font-size:13px;color:{Grey}\">… and {view.MoreAlsoOverdue} more.</div>\n");
    }

    private static string ColourOf(DigestPart part) => part switch
    {
        DigestPart.Escalated or DigestPart.InYourTeam => "#7c3aed",
        DigestPart.New or DigestPart.StillOverdue => "#c2410c",
        DigestPart.DueSoon => Blue,
        _ => Grey,
    };

    private static string Linked(string text, string? link) => link is null ? TextProfile.Html.Encode(text) : HtmlText.Link(text, link, LinkStyle);

    private static string Unsubscribe(DigestView view) =>
        view.Unsubscribe is { } address ? $" {Anchor(new NamedLink(DigestView.UnsubscribeLabel, address))}." : "";

    private static string Anchor(NamedLink link) => $"<a href=\"{Text(link.Address)}\" style=\"{LinkStyle}\">{Text(link.Label)}</a>";

    private static string Text(string text) => HtmlText.Encode(text);
}
