using System.Text.Json;
using ActionSync.Mail;
using ActionSync.Reminders.Groups;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>A team's list as a card, through a workflow that posts in the team's channel; nobody is mentioned.</summary>
internal sealed class TeamsGroupPoster(TeamsPost post) : IGroupPoster
{
    private const int MostEntries = 100;

    public Task<SendOutcome> PostAsync(GroupList list, CancellationToken cancellationToken) =>
        post.SendAsync(most => Render(list, most), cancellationToken);

    /// <param name="mostBytes">As many items as fit are shown, and the rest counted.</param>
    internal static byte[] Render(GroupList list, int mostBytes = TeamsCard.MostBytes)
    {
        var shown = Math.Min(list.Count, MostEntries);
        var card = Of(list, shown);
        while (card.Length > mostBytes && shown > 0)
        {
            shown = shown * 3 / 4;
            card = Of(list, shown);
        }
        return card;
    }

    private static byte[] Of(GroupList list, int shown) => TeamsCard.Write(json =>
    {
        TeamsCard.Runs(json, new TeamsRun(list.Title, Bold: true));
        var left = shown;
        foreach (var section in list.Sections)
        {
            var colour = section.IsOverdue ? "Attention" : "Default";
            if (left > 0)
                TeamsCard.Runs(json, new TeamsRun($"{section.Heading} ({section.Count})", Bold: true, Colour: colour));
            foreach (var owner in section.Owners.Where(_ => left > 0))
            {
                TeamsCard.Runs(json, new TeamsRun(owner.Name, Bold: true));
                foreach (var entry in owner.Entries.Take(left))
                    Entry(json, entry);
                left -= Math.Min(left, owner.Entries.Count);
            }
        }
        if (list.Count > shown)
            TeamsCard.Runs(json, new TeamsRun($"… and {list.Count - shown} more."));
    });

    private static void Entry(Utf8JsonWriter json, GroupListEntry entry) =>
        TeamsCard.Runs(
            json,
            [
                new TeamsRun(Directions.Isolate(entry.Title), Link: entry.Link), new TeamsRun($"  {entry.Details}", Subtle: true),
                .. entry.Page is { } page ? new[] { new TeamsRun(" · "), new TeamsRun(GroupListEntry.PageLabel, Link: page) } : [],
            ]);
}
