using ActionSync.Mail;
using ActionSync.Reminders.Groups;
using ActionSync.Text;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>
/// A team's list in a channel of Slack. The app posts where it is a member; with the scope <c>chat:write.public</c> in every public channel.
/// See https://docs.slack.dev/reference/methods/chat.postMessage
/// </summary>
/// <param name="channel">The channel's name with #, or its id.</param>
/// <param name="key">The key that holds it, for people.</param>
internal sealed class SlackGroupPoster(SlackClient slack, string channel, string key) : IGroupPoster
{
    private const int MostBlocks = 45;
    private const int MostCharacters = 11_000;
    private const int MostPerBlock = 2_900;

    public async Task<SendOutcome> PostAsync(GroupList list, CancellationToken cancellationToken)
    {
        var posted = await slack.PostAsync(Render(list, channel), cancellationToken);
        // A message that was posted has a time stamp, which is its name.
        if (posted.Ok && posted.Json.Member("ts").Text() is { Length: > 0 })
            return new SendOutcome.Sent(channel);
        if (posted.Ok)
            return new SendOutcome.Unknown($"Slack answered with {SlackAnswer.Foreign("it says ok, and names no message").Error}");
        return posted.IsUnknown ? new SendOutcome.Unknown($"Slack's answer was lost ({posted.Error})") : NotPosted(posted);
    }

    internal static byte[] Render(GroupList list, string channel)
    {
        var blocks = new List<SlackBlock> { $"*{TextProfile.Slack.Encode(list.Title)}*" };
        var (characters, shown) = (blocks[0].Length, 0);
        foreach (var section in list.Sections)
        {
            var heading = $"*{TextProfile.Slack.Encode(section.Heading)} ({section.Count})*\n";
            foreach (var owner in section.Owners)
            {
                foreach (var (block, count) in Blocks($"{heading}*{TextProfile.Slack.Encode(owner.Name)}*", owner.Entries))
                {
                    if (blocks.Count + 1 >= MostBlocks || characters + block.Length > MostCharacters)
                        return SlackBody.Of(channel, TextProfile.Slack.Encode(list.Title), [.. blocks, $"… and {list.Count - shown} more."]);
                    blocks.Add(block);
                    characters += block.Length;
                    shown += count;
                }
                heading = "";
            }
        }
        return SlackBody.Of(channel, TextProfile.Slack.Encode(list.Title), blocks);
    }

    /// <summary>Whole lines below a head, as many as a block may hold, and the next ones in the next block.</summary>
    private static IEnumerable<(string Block, int Count)> Blocks(string head, IEnumerable<GroupListEntry> entries)
    {
        var (block, count) = (head, 0);
        foreach (var line in entries.Select(Line))
        {
            if (count > 0 && block.Length + line.Length + 1 > MostPerBlock)
            {
                yield return (block, count);
                (block, count) = ("", 0);
            }
            block = block.Length == 0 ? line : $"{block}\n{line}";
            count++;
        }
        if (count > 0)
            yield return (block, count);
    }

    private static string Line(GroupListEntry entry)
    {
        var title = Directions.Isolate(entry.Title);
        var page = entry.Page is { } address ? $" · {SlackText.Link(GroupListEntry.PageLabel, address)}" : "";
        return $"• {(entry.Link is { } link ? SlackText.Link(title, link) : TextProfile.Slack.Encode(title))}: {TextProfile.Slack.Encode(entry.Details)}{page}";
    }

    private SendOutcome NotPosted(SlackAnswer answer) => answer switch
    {
        { Until: { } until } => new SendOutcome.Limited("Slack's rate limit", until),
        { Error: "not_in_channel" } => new SendOutcome.Failed(
            $"Slack refuses: the app is not in {channel} ({answer.Error}). Invite it there (/invite), or give it the scope chat:write.public"),
        { Error: "channel_not_found" } => new SendOutcome.Failed(
            $"Slack knows no channel {channel} that the app may see ({answer.Error}). Check {key}; into a private channel the app must be invited (/invite)"),
        { Error: "is_archived" } => new SendOutcome.Failed($"{channel} is archived in Slack ({answer.Error}). Name another channel in {key}"),
        _ => new SendOutcome.Failed($"{SlackChannel.Sentence(answer)}. {SlackChannel.Advice(answer)}"),
    };
}
