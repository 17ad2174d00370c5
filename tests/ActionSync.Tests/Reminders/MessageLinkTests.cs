using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Groups;
using ActionSync.Reminders.Policy;

namespace ActionSync.Tests.Reminders;

/// <summary>The links of messages exactly as mail, Slack and Teams are given them.</summary>
public sealed class MessageLinkTests
{
    private const string Unsubscribe = "https://a.example/u/TOKEN-of-the-length-that-such-tokens-have-which-is-more-than-a-line-of-mail-takes-0123456789";

    private static readonly NamedLink[] Links =
    [
        new("Open", "https://a.example/items/INC-1/1"),
        new("Done", $"https://a.example/l/{new string('d', 96)}"),
        new("Snooze 1 day", $"https://a.example/l/{new string('s', 96)}"),
        new("Not mine", $"https://a.example/l/{new string('n', 96)}"),
    ];

    [Fact]
    public void A_mail_says_in_its_header_where_to_unsubscribe_by_one_click_each_on_one_line()
    {
        var mail = Written(Digest());
        Assert.Contains($"\r\nList-Unsubscribe: <{Unsubscribe}>\r\n", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("List-Unsubscribe", Written(Plain()), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_has_a_line_for_each_long_address_and_no_line_is_wider_for_it()
    {
        var text = TextDigest.Render(DigestView.Of(Digest()));
        Assert.Contains("\n  Open: https://a.example/items/INC-1/1\n", text, StringComparison.Ordinal);
        foreach (var link in Links.Skip(1))
            Assert.Contains($"\n  {link.Label}:\n  {link.Address}\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"\n{DigestView.UnsubscribeLabel}:\n{Unsubscribe}\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.TrimStart().StartsWith("https://", StringComparison.Ordinal)),
            line => Assert.DoesNotContain(' ', line.Trim()));
    }

    [Fact]
    public void HTML_has_one_small_line_below_the_item()
    {
        var html = HtmlDigest.Render(DigestView.Of(Digest()));
        var line = Assert.Single(html.Split('\n'), line => line.Contains(">Done</a>", StringComparison.Ordinal));
        Assert.Contains("font-size:12px", line, StringComparison.Ordinal);
        var addresses = Regex.Matches(line, "href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.Equal(Links.Select(link => link.Address), addresses.Select(match => match.Groups["to"].Value));
        Assert.Equal(Links.Length + 1, Regex.Count(html, "<a href=\"https://a.example"));
    }

    [Fact]
    public void Slack_gets_a_row_of_buttons_that_open_a_page_each()
    {
        var blocks = Blocks(Digest());
        var row = Assert.Single(blocks, block => (string)block!["type"]! == "actions")!;
        Assert.Equal(Links, row["elements"]!.AsArray().Select(button => new NamedLink((string)button!["text"]!["text"]!, (string)button["url"]!)));
        Assert.All(row["elements"]!.AsArray(), button =>
        {
            Assert.Equal(("button", "plain_text"), ((string)button!["type"]!, (string)button["text"]!["type"]!));
            Assert.InRange(((string)button["url"]!).Length, 1, 3000);
        });
        Assert.Equal(Links.Length, row["elements"]!.AsArray().Select(button => (string)button!["action_id"]!).Distinct().Count());
        Assert.DoesNotContain(Blocks(Plain()), block => (string)block!["type"]! == "actions");
    }

    [Fact]
    public void Teams_gets_actions_that_open_a_page_each()
    {
        var row = Assert.Single(Body(Digest()), part => (string)part!["type"]! == "ActionSet")!;
        Assert.Equal(
            Links.Select(link => ("Action.OpenUrl", link.Label, link.Address)),
            row["actions"]!.AsArray().Select(action => ((string)action!["type"]!, (string)action["title"]!, (string)action["url"]!)));
        Assert.DoesNotContain(Body(Plain()), part => (string)part!["type"]! == "ActionSet");
    }

    [Fact]
    public void Messages_with_many_items_stay_within_what_services_take()
    {
        var digest = Digest(120);
        var blocks = Blocks(digest);
        Assert.InRange(blocks.Count, 10, 50);
        Assert.InRange(blocks.ToJsonString().Length, 1, 40_000);
        Assert.Contains("more.", (string)blocks[^2]!["text"]!["text"]!, StringComparison.Ordinal);
        var card = TeamsDigest.Render(DigestView.Of(digest), digest.To);
        Assert.InRange(card.Length, 1, 28_000);
        Assert.Contains("more.", Encoding.UTF8.GetString(card), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_has_links_is_told_whose_they_are_and_not_how_to_do_without()
    {
        Assert.Equal(
            "An item that is closed is not reminded of again. The links above are yours alone, and last for 14 days.", DigestView.Of(Digest()).Footer);
        Assert.Contains("give its issue the label", DigestView.Of(Plain()).Footer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_s_list_has_the_pages_alone()
    {
        var list = new GroupList("payments", "payments: 1 overdue",
            [new("Overdue", true, [new("Alice", [new("Add an alert", "https://tracker.test/12", "4 days overdue", "https://a.example/items/INC-1/1")])])]);
        var (slack, teams) = (Encoding.UTF8.GetString(SlackGroupPoster.Render(list, "#payments")), Encoding.UTF8.GetString(TeamsGroupPoster.Render(list)));
        Assert.All([slack, teams], message =>
        {
            Assert.Contains("https://a.example/items/INC-1/1", message, StringComparison.Ordinal);
            Assert.DoesNotContain("a.example/l/", message, StringComparison.Ordinal);
            Assert.DoesNotContain("ActionSet", message, StringComparison.Ordinal);
        });
    }

    private static string Written(Digest digest)
    {
        var mail = new EmailChannel(new Outbox(), "test", "bot@x.org").MailOf(digest);
        return Encoding.ASCII.GetString(MailComposer.Write(mail, new Addressees(mail), "bot@x.org"));
    }

    private static JsonArray Blocks(Digest digest) => JsonNode.Parse(SlackDigest.Render(DigestView.Of(digest), "U1"))!["blocks"]!.AsArray();

    private static JsonArray Body(Digest digest) =>
        JsonNode.Parse(TeamsDigest.Render(DigestView.Of(digest), digest.To))!["attachments"]![0]!["content"]!["body"]!.AsArray();

    private static Digest Plain() => Digest() with { Links = new Dictionary<string, IReadOnlyList<NamedLink>>(), Unsubscribe = null };

    private static Digest Digest(int items = 1) => new()
    {
        To = new Recipient("alice@x.org", "Alice"),
        Day = new DateOnly(2024, 1, 16),
        Sequence = 1,
        PlannedAt = new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero),
        MaxSnoozeDays = 14,
        Entries = [.. Enumerable.Range(1, items).Select(Entry)],
        Links = Enumerable.Range(1, items).ToDictionary(n => $"INC-1/{n}", _ => (IReadOnlyList<NamedLink>)Links),
        Unsubscribe = Unsubscribe,
    };

    private static DigestEntry Entry(int n) => new()
    {
        Kind = ReminderKind.Overdue,
        DueDay = new DateOnly(2024, 1, 12),
        DaysOverdue = 4,
        IsOverdue = true,
        Role = "",
        Item = new ReminderItem
        {
            Key = $"INC-1/{n}",
            Title = "Add an alert",
            IncidentId = "INC-1",
            IncidentTitle = "It broke",
            Owner = "alice@x.org",
            Priority = Priority.P1,
            State = ItemState.Open,
            FirstSeenAt = DateTimeOffset.UnixEpoch,
            Deadline = Deadline.On(new DateOnly(2024, 1, 12)),
            Issue = new IssueRef("https://tracker.test", "acme/ops", "12", "#12", "https://tracker.test/12"),
        },
    };

    private sealed class Outbox : IMailer
    {
        public bool WritesFiles => true;

        public Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Finding> CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
