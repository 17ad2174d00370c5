using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Policy;
using ActionSync.Simulators.Smtp;
using ActionSync.Text;

namespace ActionSync.Tests.Reminders;

/// <summary>Text from outside arrives in every channel as text.</summary>
public sealed partial class HarmlessTextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Attacks =>
    [
        "Fix\r\nBcc: everybody@x.org\r\n\r\n<b>body</b>",
        "Fix\nSubject: other",
        "<script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "<!channel> <!here> <@U1> <https://evil.test|click>",
        "@everyone @channel @here",
        "<at>everyone</at> [click](https://evil.test) **bold**",
        "*bold* _italic_ ~gone~ `code` ```block",
        "=?utf-8?B?QmNjOiB4?=",
        "\u202Egnp.exe\u202C abc \u2066x\u2069 \u200F",
        "تنبيه: أضف مراقبة",
        "--=_2024-01-16.1\r\n\r\nContent-Type: text/html",
        "nul\0 bell\a escape\u001b[31m red",
        "\ud800 lone surrogate",
        "https://evil.test/login",
        "=cmd|' /C calc'!A0",
        new string('x', 5000),
        "😀 " + new string('é', 900) + "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
        "\r\n.\r\nMAIL FROM:<x@x.org>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_eml_file_has_our_headers_only_and_short_ASCII_lines(string attack)
    {
        var mail = new EmailChannel(new NoMailer(), "test", "bot@x.org").MailOf(Digest(attack));
        var text = Encoding.ASCII.GetString(MailComposer.Write(mail, new Addressees(mail), "bot@x.org"));

        var head = text.Split("\r\n\r\n", 2)[0];
        Assert.Equal(["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"],
            head.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n").Select(h => h.Split(':')[0]));
        Assert.All(text.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        Assert.All(head.Split("\r\n"), line => Assert.InRange(line.Length, 0, 200));
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text.Split("text/html")[^1], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\0", text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split("--=_2024-01-16.1.", StringSplitOptions.None).Length);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_mail_server_sees_one_mail_to_one_reader(string attack)
    {
        await using var server = new SmtpSimulator(TimeProvider.System);
        await server.StartAsync(0);
        var mailer = new SmtpMailer(new EmailOptions { Host = "127.0.0.1", Port = server.Port, Tls = MailTls.None, From = "bot@x.org" }, TimeProvider.System);

        var outcome = await new EmailChannel(mailer, "test", "bot@x.org").SendAsync(Digest(attack), Token);

        Assert.IsType<SendOutcome.Sent>(outcome);
        var mail = Assert.Single(server.Inbox);
        Assert.Equal(["alice@x.org"], mail.To);
        Assert.DoesNotContain(mail.HeaderNames, h => h.Equals("Bcc", StringComparison.OrdinalIgnoreCase) || h.Length == 0);
        Assert.Single(mail.HeaderNames, h => h.Equals("Subject", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("<script", mail.Raw.Split("text/html")[^1], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_HTML_mail_has_no_mark_up_but_ours(string attack)
    {
        var plain = Tags(HtmlDigest.Render(DigestView.Of(Digest("plain"))));

        // A web address in the text is a link to itself, and parts the title's link in two; where it is the whole title, that leads there alone.
        var html = LinkInTitle().Replace(LinkToItself().Replace(HtmlDigest.Render(DigestView.Of(Digest(attack))), ""), "");

        Assert.Equal(
            Addresses(attack).Count > 1 && attack.StartsWith("http", StringComparison.Ordinal)
                ? plain.Index().Where(tag => tag.Index != plain.IndexOf(LinkToIssue) && tag.Index != plain.IndexOf("/a")).Select(tag => tag.Item)
                : plain, Tags(html));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Plain_text_has_as_many_lines_whatever_the_title(string attack)
    {
        var plain = TextDigest.Render(DigestView.Of(Digest("plain")));
        var text = TextDigest.Render(DigestView.Of(Digest(attack)));

        Assert.Equal(plain.Count(c => c == '\n'), text.Count(c => c == '\n'));
        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u202D' or '\u2066' or '\u200F');
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Slack_finds_no_command_mention_or_link_but_ours(string attack)
    {
        var body = JsonNode.Parse(SlackDigest.Render(DigestView.Of(Digest(attack)), "U1"))!;

        var texts = body["blocks"]!.AsArray().Select(b => b!["text"]!).ToList();
        Assert.All(texts, t => Assert.True((bool)t["verbatim"]!));
        Assert.All(texts, t => Assert.InRange(((string)t["text"]!).Length, 1, 3000));
        var links = string.Concat(texts.Select(t => (string)t["text"]!)).Split('<').Skip(1).Select(s => s.Split('|', '>')[0]);
        Assert.All(links, link => Assert.Contains(link, Addresses(attack)));
        Assert.All(((string)body["text"]!).Split('<').Skip(1).Select(s => s.Split('|', '>')[0]), link => Assert.Contains(link, Addresses(attack)));
        Assert.False((bool)body["link_names"]!);
        Assert.Equal("none", (string)body["parse"]!);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Teams_shows_it_in_text_runs_only_and_mentions_only_the_reader(string attack)
    {
        var card = JsonNode.Parse(TeamsDigest.Render(DigestView.Of(Digest(attack)), Digest(attack).To))!["attachments"]![0]!["content"]!;

        var markdown = Assert.Single(card["body"]!.AsArray(), b => (string)b!["type"]! == "TextBlock")!;
        Assert.Equal((string)card["msteams"]!["entities"]![0]!["text"]!, (string)markdown["text"]!);
        Assert.Matches(@"^<at>[^<>\[\]()*_`]+</at>$", (string)markdown["text"]!);
        Assert.Single(card["msteams"]!["entities"]!.AsArray());
        Assert.All(card["body"]!.AsArray().Where(b => b!["inlines"] is not null).SelectMany(b => b!["inlines"]!.AsArray()), run =>
            Assert.True(run!["selectAction"] is null || Addresses(attack).Contains((string)run["selectAction"]!["url"]!)));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://user:password@tracker.test/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a link")]
    public void An_address_that_is_no_plain_web_address_is_text(string url)
    {
        var digest = Digest("plain", url);

        Assert.DoesNotContain("href", HtmlDigest.Render(DigestView.Of(digest)), StringComparison.Ordinal);
        Assert.DoesNotContain("selectAction", Encoding.UTF8.GetString(TeamsDigest.Render(DigestView.Of(digest), digest.To)), StringComparison.Ordinal);
    }

    [Fact]
    public void Right_to_left_text_is_kept_and_kept_apart()
    {
        var text = TextDigest.Render(DigestView.Of(Digest("تنبيه")));

        Assert.Contains("\u2068تنبيه\u2069", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_is_cut_at_a_word()
    {
        var line = TextProfile.Mail.Plain(string.Join(' ', Enumerable.Repeat("word", 200)), 100);

        Assert.EndsWith(" word…", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 80, 101);
    }

    [Theory]
    [InlineData("alice@x.org", "alice@x.org")]
    [InlineData("Alice Chen <Alice@X.org>", "alice@x.org")]
    [InlineData("a@x.org\r\nBcc: b@x.org", null)]
    [InlineData("a@x.org, b@x.org", null)]
    [InlineData("a b@x.org", null)]
    [InlineData("@x.org", null)]
    [InlineData("a@", null)]
    [InlineData("a@b@c", null)]
    [InlineData("\"a\"@x.org", null)]
    [InlineData("a@x..org", null)]
    [InlineData("a\u202E@x.org", null)]
    [InlineData("", null)]
    public void Only_plain_addresses_are_addresses(string text, string? address)
    {
        Assert.Equal(address, MailAddresses.Find(text));
        Assert.True(address is null || MailAddress.TryCreate(address, out _));
    }

    private static Digest Digest(string attack, string url = "https://tracker.test/1") => new()
    {
        To = new Recipient("alice@x.org", attack),
        Day = new DateOnly(2024, 1, 16),
        Sequence = 1,
        PlannedAt = new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero),
        Remarks = [attack],
        Entries =
        [
            new DigestEntry
            {
                Kind = ReminderKind.Escalated,
                DueDay = new DateOnly(2024, 1, 12),
                DaysOverdue = 4,
                IsOverdue = true,
                AlsoAsked = [attack],
                Role = attack,
                Item = new ReminderItem
                {
                    Key = "INC-1/a",
                    Title = attack,
                    IncidentId = "INC-1",
                    IncidentTitle = attack,
                    Severity = attack,
                    Owner = attack + " ",
                    Priority = Priority.P1,
                    State = ItemState.Open,
                    FirstSeenAt = DateTimeOffset.UnixEpoch,
                    Deadline = Deadline.On(new DateOnly(2024, 1, 12)),
                    Issue = new IssueRef("https://tracker.test", "x/y", "1", "#1", url),
                    Snooze = new Snooze(new DateOnly(2024, 1, 13), new DateOnly(2024, 1, 10), attack, attack),
                },
            },
        ],
    };

    /// <summary>Where the issue is, and the web addresses that stand in the text.</summary>
    private static List<string> Addresses(string text) =>
        ["https://tracker.test/1", .. WebAddresses.Split(text).Where(part => part.IsAddress).Select(part => part.Text)];

    [GeneratedRegex("<a href=\"(?<address>[^\"]*)\"[^>]*>\\k<address></a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkToItself();

    [GeneratedRegex("(?<=<a [^>]*>[^<]*)</a><a [^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkInTitle();

    private const string LinkToIssue = "a href=\"https://tracker.test/1\" style=\"color:#1d4ed8;text-decoration:none\"";

    private static List<string> Tags(string html) => [.. html.Split('<').Skip(1).Select(t => t.Split('>')[0])];

    private sealed class NoMailer : IMailer
    {
        public bool WritesFiles => false;

        public Task<SendOutcome> SendAsync(EmailMessage mail, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Finding> CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
