using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using ActionSync.Tests.Trackers.GitHub;
using ActionSync.Text;
using ActionSync.Trackers.GitHub;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace ActionSync.Tests.Text;

/// <summary>The web addresses in a text are what can be clicked wherever it is shown, and nothing else links, pings or formats.</summary>
public sealed partial class TextLinkTests
{
    private const string Issue = "https://tracker.test/1";

    /// <summary>A text, and the addresses in it with spaces between them.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "Follow https://wiki.acme.example/~ops/cache_runbook to the end", "https://wiki.acme.example/~ops/cache_runbook" },
        { "See https://medium.example/@mira/cache-lessons and https://docs.acme.example/page#4-rollback",
            "https://medium.example/@mira/cache-lessons https://docs.acme.example/page#4-rollback" },
        { "https://grafana.acme.example/d/abc?orgId=1&from=now-6h&to=now", "https://grafana.acme.example/d/abc?orgId=1&from=now-6h&to=now" },
        // What may end an address.
        { "Read https://x.example/a, https://x.example/b; then https://x.example/c.", "https://x.example/a https://x.example/b https://x.example/c" },
        { "Is it https://x.example/a? No: https://x.example/b!", "https://x.example/a https://x.example/b" },
        { "(https://x.example/a) [https://x.example/b] {https://x.example/c}", "https://x.example/a https://x.example/b https://x.example/c" },
        { "(see https://en.example/wiki/Foo_(bar)).", "https://en.example/wiki/Foo_(bar)" },
        { "https://en.example/wiki/Foo_(bar) and https://en.example/wiki/Foo_(bar", "https://en.example/wiki/Foo_(bar) https://en.example/wiki/Foo_(bar" },
        { "\"https://x.example/a\" 'https://x.example/b' \u201Chttps://x.example/c\u201D \u00ABhttps://x.example/d\u00BB",
            "https://x.example/a https://x.example/b https://x.example/c https://x.example/d" },
        { "<https://x.example/a> `https://x.example/b`", "https://x.example/a https://x.example/b" },
        { "**https://x.example/a** _https://x.example/b_c_ ~~https://x.example/c~~ *https://x.example/~d*",
            "https://x.example/a https://x.example/b_c https://x.example/c https://x.example/~d" },
        { "\u8ACB\u53C2\u7167https://x.example/\u624B\u9806\u3002\u6B21\u306B\uFF08https://x.example/b\uFF09",
            "https://x.example/\u624B\u9806 https://x.example/b" },
        { "https://a.example/1,https://b.example/2;http://c.example", "https://a.example/1 https://b.example/2 http://c.example" },
        // What other mark-up makes of them.
        { "[the runbook](https://x.example/a) and ![x](http://x.example/b.png)", "https://x.example/a http://x.example/b.png" },
        { "[the runbook|https://x.example/a] and [https://x.example/b|smart-link] and <https://x.example/c|label>",
            "https://x.example/a https://x.example/b https://x.example/c" },
        { "!https://x.example/a.png! {color:red}https://x.example/b{color}", "https://x.example/a.png https://x.example/b{color}" },
        // What may be inside.
        { "HTTPS://X.example/UPPER and http://x.example", "HTTPS://X.example/UPPER http://x.example" },
        { "https://x.example:8443/p?a=[1]&b={2}|3&c='4'#/top!", "https://x.example:8443/p?a=[1]&b={2}|3&c='4'#/top" },
        { "https://[2001:db8::1]:8080/x https://x.example/\u00FC?q=\u00E4", "https://[2001:db8::1]:8080/x https://x.example/\u00FC?q=\u00E4" },
        { "https://x.example/?a=1&copy;=2&amp;b=3&#35;4;5", "https://x.example/?a=1&copy;=2&amp;b=3&#35;4;5" },
        { "https://web.example/2020/https://x.example/a https://x.example/r?u=https://y.example/b",
            "https://web.example/2020/https://x.example/a https://x.example/r?u=https://y.example/b" },
        { "https://x.example/a--b__c**d~~e https://x.example/h1.-*", "https://x.example/a--b__c**d~~e https://x.example/h1.-" },
        // What is none.
        { "https:// http:///x https://. httpx://y xhttps://x.example ftp://x.example/f file:///etc/passwd javascript:alert(1) https://github.com@x.example/a https://u:p@x.example", "" },
        { "cut https://x.example/a\u2026 https://x.example/b.\u2026", "https://x.example/b" },
        { "C:\\http\\x @alice #12 *bold* <b>x</b> a@b.example", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Addresses_end_where_a_reader_sees_them_end(string text, string addresses)
    {
        Assert.Equal(addresses, string.Join(' ', WebAddresses.Split(text).Where(part => part.IsAddress).Select(part => part.Text)));
        Assert.Equal(text, string.Concat(WebAddresses.Split(text).Select(part => part.Text)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Markdown_links_to_them_and_shows_the_text_as_it_is(string text, string addresses)
    {
        Assert.All(Readers, reader => Shows(text, addresses, Markdown.ToHtml(TextProfile.Markdown.Line(text), reader)));
        Assert.All(Readers, reader => Shows(text, addresses, Markdown.ToHtml(GitHubText.Line(text), reader)));
        Assert.All(Readers,
            reader => Shows(
                $"{text} {text}", $"{addresses} {addresses}".Trim(), Markdown.ToHtml(string.Join('\n', MarkdownText.EscapeLines($"{text}\n{text}")), reader)));
        Assert.Equal(PlainText.Line(text).Replace("\\", "", StringComparison.Ordinal), MarkdownText.Unescape(TextProfile.Markdown.Line(text)));
    }

    [Theory]
    [InlineData("https://github.com/acme/ops/issues/12")]
    [InlineData("https://github.com/acme/ops/pull/9#issuecomment-1")]
    [InlineData("https://ghe.acme.example/acme/ops/discussions/3")]
    [InlineData("https://github.com/acme/ops/commit/0123456")]
    public void An_address_that_GitHub_takes_for_a_mention_is_code_there(string address)
    {
        Assert.Equal($"see `{address}`.", GitHubText.Line($"see {address}."));
        Assert.Equal($"see <{address}>.", TextProfile.Markdown.Line($"see {address}."));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Jira_links_to_them_and_nothing_else_acts(string text, string addresses)
    {
        var wiki = TextProfile.Wiki.Line(text);

        // An unescaped bracket opens a link, and ends it at the next one.
        var links = WikiLinks().Matches(wiki);
        Assert.Equal(addresses, string.Join(' ', links.Select(link => Uri.UnescapeDataString(link.Groups["address"].Value))));
        Assert.All(links, link => Assert.DoesNotMatch(@"[\\\[\]|{}\s]", link.Groups["address"].Value));
        var rest = WikiLinks().Replace(wiki, "");
        Assert.DoesNotMatch(@"(?<!\\)[\[\]{}|*^~!]", rest);
        Assert.DoesNotContain("://", rest, StringComparison.Ordinal);
        Assert.Equal(PlainText.Line(text),
            WebUtility.HtmlDecode(WikiEscape().Replace(
                WikiLinks().Replace(wiki, link => WebUtility.HtmlEncode(Uri.UnescapeDataString(link.Groups["address"].Value))), "${sign}")));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Slack_links_to_them_and_shows_the_text_as_it_is(string text, string addresses)
    {
        Slack_shows(text, addresses, TextProfile.Slack.Encode(text), issue: null);
        var body = JsonNode.Parse(SlackDigest.Render(View(text), "U1"))!;
        var title = ((string)body["blocks"]![1]!["text"]!["text"]!).Split('\n')[1];
        Slack_shows(text, addresses, title, Issue);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Teams_leads_to_them_from_runs_of_their_own(string text, string addresses)
    {
        var body = JsonNode.Parse(TeamsDigest.Render(View(text), new Recipient("alice@x.org", "Alice")))!["attachments"]![0]!["content"]!["body"]!.AsArray();
        var runs = body.Where(b => b!["inlines"] is not null).Select(b => b!["inlines"]!.AsArray())
            .Single(line => line.Any(run => (string)run!["text"]! == "  4 days overdue")).SkipLast(2).ToList();

        Assert.Equal(text, string.Concat(runs.Select(run => (string)run!["text"]!)));
        Assert.All(runs,
            run => Assert.Equal(Addresses(addresses).Contains((string)run!["text"]!) ? (string)run["text"]! : Issue, (string)run["selectAction"]!["url"]!));
        Assert.Equal(Addresses(addresses), runs.Select(run => (string)run!["selectAction"]!["url"]!).Where(url => url != Issue));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Mail_and_report_link_to_them(string text, string addresses)
    {
        var html = HtmlDigest.Render(View(text));
        // Once in the title, once in the incident's, once among the people and once in each note.
        Assert.Equal(Enumerable.Repeat(Addresses(addresses), 4).SelectMany(a => a), Anchors(html).Where(a => a.Href != Issue).Select(a => a.Href));
        Assert.All(Anchors(html).Where(a => a.Href != Issue), a => Assert.Equal(a.Href, a.Text));
        Assert.All(Anchors(ReportHtml.Text(text)), a => Assert.Equal(a.Href, a.Text));
        Assert.Equal(Addresses(addresses), Anchors(ReportHtml.Text(text)).Select(a => a.Href));
        Assert.Contains($"\n* {text}\n", TextDigest.Render(View(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_issue_of_an_incident_full_of_links_leads_where_its_document_does()
    {
        await using var stage = await GitHubStage.SetAsync();
        using var board = new Trackers.Folder.BoardFixture();
        const string cause = "See https://medium.example/@mira/cache-lessons and https://grafana.acme.example/d/abc?orgId=1&from=now-6h&to=now and https://docs.acme.example/page#4-rollback for details.";
        const string title = "Follow https://wiki.acme.example/~ops/cache_runbook to the end";
        string[] all = ["https://docs.acme.example/page#4-rollback", "https://grafana.acme.example/d/abc?orgId=1&from=now-6h&to=now",
            "https://medium.example/@mira/cache-lessons", "https://wiki.acme.example/~ops/cache_runbook"];
        var draft = GitHubStage.Draft() with { Title = title, Incident = GitHubStage.Draft().Incident with { RootCause = cause } };

        await stage.CreateAsync(draft);
        var page = board.Read((await board.Create(draft)).Ref);

        Assert.Equal(all, Web(Markdown.ToHtml(stage.Repository[1].Body, Readers[1])));
        Assert.Equal(all, Web(Markdown.ToHtml(page.Split("---\n", 3)[2], Readers[0])));
        Assert.Equal(title, stage.Repository[1].Title);
        Assert.Equal(title, (await board.ReadBack((await board.Create(draft)).Ref)).Title);

        static string[] Web(string html) =>
            [.. Anchors(html).Select(a => Normal(a.Href)).Where(href => href.StartsWith("http", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Texts put together at random: the addresses that were put in are those that can be clicked.</summary>
    [Fact]
    public void Whatever_stands_between_them_the_addresses_are_what_can_be_clicked()
    {
        var random = new Random(10);
        string[] awkward = ["@alice", "#12", "**", "__", "`", "[", "](", ")", "<", ">", "&amp;", "~~", "|", "\\", "!", "1.", "- x", "{code}", ":tada:", "GH-3",
            "www.x", "\u202E", "$", "^", "OPS-12", "h1.", "a_b", "C#", "fixes", "\u65E5\u672C", "\u0627\u0644"];
        for (var round = 0; round < 2000; round++)
        {
            var addresses = new List<string>();
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
            {
                if (random.Next(3) > 0)
                    return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => awkward[random.Next(awkward.Length)]));
                addresses.Add($"https://x{round}.example/{string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "ab1~_-@!$&'()*+,;=:%/?#[]{}|^"[random.Next(29)]))}z");
                return addresses[^1];
            }));
            Shows(text, string.Join(' ', addresses.Where(IsWhole)), Markdown.ToHtml(TextProfile.Markdown.Line(text), Readers[round % Readers.Length]));
            Assert.Equal(addresses.Where(IsWhole), WikiLinks().Matches(TextProfile.Wiki.Line(text)).Select(link => Bare(link.Groups["address"].Value)));
        }

        static bool IsWhole(string address) => WebAddresses.Split(address) is [{ IsAddress: true }];
        static string Bare(string address) => address.Replace("%5B", "[").Replace("%5D", "]").Replace("%7C", "|").Replace("%7B", "{").Replace("%7D", "}");
    }

    /// <summary>Plain CommonMark, and what services add to it.</summary>
    private static readonly MarkdownPipeline[] Readers =
    [
        new MarkdownPipelineBuilder().Build(),
        new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseTaskLists().UseFootnotes()
            .UseAlertBlocks().Build(),
    ];

    /// <summary>
    /// The page's links are these, each saying where it leads, and what it shows is the text, with no other mark-up than paragraphs and breaks.
    /// </summary>
    private static void Shows(string text, string addresses, string html)
    {
        // Services link mail addresses and www by themselves, too.
        var web = Anchors(html)
            .Where(a => !a.Href.StartsWith("mailto:", StringComparison.Ordinal) && !a.Text.StartsWith("www.", StringComparison.Ordinal)).ToList();
        Assert.Equal(Addresses(addresses).Select(Normal), web.Select(a => Normal(a.Href)));
        Assert.Equal(Addresses(addresses), web.Select(a => a.Text));
        Assert.Equal(PlainText.Line(text).Replace("\n", " ", StringComparison.Ordinal),
            WebUtility.HtmlDecode(Tag().Replace(html, "")).Replace("\u200B", "", StringComparison.Ordinal).Trim().ReplaceLineEndings(" "));
        Assert.Equal(
            ["a", "br", "p"], Tag().Matches(html).Select(tag => tag.Groups["name"].Value).Concat(["a", "br", "p"]).Distinct().Order(StringComparer.Ordinal));
    }

    private static void Slack_shows(string text, string addresses, string mrkdwn, string? issue)
    {
        var links = SlackLink().Matches(mrkdwn);
        var urls = links.Select(link => WebUtility.HtmlDecode(link.Groups["url"].Value).Replace("%7C", "|", StringComparison.Ordinal));
        Assert.Equal(Addresses(addresses), urls.Where(url => url != issue));
        var shown = SlackLink().Replace(
            mrkdwn, link => link.Groups["label"].Success ? link.Groups["label"].Value : link.Groups["url"].Value.Replace("%7C", "|", StringComparison.Ordinal));
        Assert.DoesNotContain("<", shown, StringComparison.Ordinal);
        Assert.Equal(text,
            WebUtility.HtmlDecode(shown.Replace("&amp;", "&amp;amp;", StringComparison.Ordinal).Replace("&amp;amp;", "&amp;", StringComparison.Ordinal))
                .Replace("\u200B", "", StringComparison.Ordinal));
    }

    private static string[] Addresses(string addresses) => addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Readers encode what need not be encoded, each in its way: the place is the same.</summary>
    private static string Normal(string address) => Uri.UnescapeDataString(address);

    private static IEnumerable<(string Href, string Text)> Anchors(string html) =>
        Anchor().Matches(html).Select(a => (WebUtility.HtmlDecode(a.Groups["href"].Value), WebUtility.HtmlDecode(a.Groups["text"].Value)));

    private static DigestView View(string text) => DigestView.Of(new Digest
    {
        To = new Recipient("alice@x.org", "Alice"),
        Day = new DateOnly(2024, 1, 16),
        Sequence = 1,
        PlannedAt = new DateTimeOffset(2024, 1, 16, 9, 0, 0, TimeSpan.Zero),
        Entries =
        [
            new DigestEntry
            {
                Kind = ReminderKind.Overdue,
                DueDay = new DateOnly(2024, 1, 12),
                DaysOverdue = 4,
                IsOverdue = true,
                AlsoAsked = [text],
                Role = "",
                Item = new ReminderItem
                {
                    Key = "INC-1/a",
                    Title = text,
                    IncidentId = "INC-1",
                    IncidentTitle = text,
                    Owner = "alice@x.org",
                    Priority = Priority.P1,
                    State = ItemState.Open,
                    FirstSeenAt = DateTimeOffset.UnixEpoch,
                    Deadline = Deadline.On(new DateOnly(2024, 1, 12)),
                    Issue = new IssueRef("https://tracker.test", "x/y", "1", "#1", Issue),
                    Snooze = new Snooze(new DateOnly(2024, 1, 13), new DateOnly(2024, 1, 10), "alice", text),
                },
            },
        ],
    });

    [GeneratedRegex("<a href=\"(?<href>[^\"]*)\"[^>]*>(?<text>[^<]*)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Anchor();

    [GeneratedRegex("</?(?<name>[a-z0-9]+)[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<!\\)\[(?<address>[^\[\]]*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WikiLinks();

    [GeneratedRegex(@"\\(?<sign>[^a-zA-Z0-9\s])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WikiEscape();

    [GeneratedRegex(@"<(?<url>[^<>|]*)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SlackLink();
}
