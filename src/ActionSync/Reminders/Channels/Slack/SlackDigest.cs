using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>
/// The digest as Slack blocks, within Slack's limits. Text from outside goes through <see cref="TextProfile.Slack"/> into <c>verbatim</c> text objects,
/// so that it neither pings nor formats, and links to nothing but the web addresses in it. See https://docs.slack.dev/reference/block-kit/blocks
/// </summary>
internal static class SlackDigest
{
    private const int MostBlocks = 45;
    private const int MostCharacters = 11_000;
    private const int MostPerBlock = 2_900;
    private const int RoomForMore = 30;

    /// <summary>The body of <c>chat.postMessage</c> for a channel or member id.</summary>
    public static byte[] Render(DigestView view, string channel) => SlackBody.Of(channel, TextProfile.Slack.Encode(view.Subject), Blocks(view));

    private static List<SlackBlock> Blocks(DigestView view)
    {
        var remarks = string.Concat(view.Remarks.Select(r => $"\n_{TextProfile.Slack.Encode(r)}_"));
        var blocks = new List<SlackBlock> { $"*{TextProfile.Slack.Encode(view.Summary)}*{remarks}" };
        var characters = blocks[0].Length;
        var left = view.Sections.Sum(s => s.Entries.Count);
        foreach (var section in view.Sections)
        {
            var heading = $"*{TextProfile.Slack.Encode(section.Heading)} ({section.Entries.Count})*\n";
            foreach (var entry in section.Entries)
            {
                var block = new SlackBlock(heading + Entry(entry), entry.Links);
                heading = "";
                if (blocks.Sum(each => each.Blocks) + block.Blocks + 2 >= MostBlocks || characters + block.Length > MostCharacters)
                    return [.. blocks, $"… and {left} more.", Footer(view)];
                blocks.Add(block);
                characters += block.Length;
                left--;
            }
        }
        return [.. blocks, .. Mentions(view).Where(mentions => characters + mentions.Length <= MostCharacters).Select(text => (SlackBlock)text), Footer(view)];
    }

    private static string Footer(DigestView view) => $"_{TextProfile.Slack.Encode(view.Footer)}_";

    private static string Entry(EntryView entry)
    {
        var lines = new List<string?>
        {
            entry.Link is null ? $"*{TextProfile.Slack.Encode(Directions.Isolate(entry.Title))}*" : Linked(Directions.Isolate(entry.Title), entry.Link),
            $"*{entry.Age}* · {TextProfile.Slack.Encode(entry.Due)}",
            TextProfile.Slack.Encode(entry.Incident),
            $"{Linked(entry.Issue, entry.Link)}{(entry.ToDo is null ? "" : $" · {TextProfile.Slack.Encode(entry.ToDo)}")}",
            entry.People is null ? null : TextProfile.Slack.Encode(entry.People),
        };
        lines.AddRange(entry.Notes.Select(n => $"_{TextProfile.Slack.Encode(n)}_"));
        return Fitting(lines.OfType<string>());
    }

    /// <summary>As many as fit, and how many more there are.</summary>
    private static IEnumerable<string> Mentions(DigestView view)
    {
        if (view.AlsoOverdue.Count == 0)
            return [];
        var (block, shown) = ($"*{DigestView.AlsoOverdueHeading}*", 0);
        foreach (var mention in view.AlsoOverdue)
        {
            var line = $"\n{mention.Priority} · {Linked(Directions.Isolate(mention.Title), mention.Link)} · {TextProfile.Slack.Encode(mention.AgeAndPlace)}";
            if (block.Length + line.Length + RoomForMore > MostPerBlock)
                break;
            (block, shown) = (block + line, shown + 1);
        }
        var more = view.AlsoOverdue.Count - shown + view.MoreAlsoOverdue;
        return [more > 0 ? $"{block}\n… and {more} more." : block];
    }

    private static string Linked(string text, string? link) => link is null ? TextProfile.Slack.Encode(text) : SlackText.Link(text, link);

    /// <summary>Whole lines are left out rather than cut, so that no escape is cut in two.</summary>
    private static string Fitting(IEnumerable<string> lines)
    {
        var fitting = lines.ToList();
        while (fitting.Sum(l => l.Length + 1) > MostPerBlock && fitting.Count > 2)
            fitting.RemoveAt(fitting.Count - 1);
        return string.Join('\n', fitting);
    }
}
