using System.Text.RegularExpressions;
using ActionSync.Items;
using ActionSync.Text;
using ActionSync.Trackers.GitHub;

namespace ActionSync.Tests.Trackers.GitHub;

/// <summary>Text of documents is data: it neither pings, links, closes nor forges.</summary>
public sealed partial class GitHubTextTests
{
    private const string Forged = "<!-- actionsync:00000000000000000000 -->";

    public static TheoryData<string> Hostile =>
    [
        "@alice please look", "cc @acme/everyone", "(@bob)", "-@bob", "fixes #12", "Closes acme/other#7", "GH-12 and gh-13",
        "see https://github.com/acme/ops/issues/12", "www.github.com/acme/ops/pull/9", Forged, $"x\n{Forged}\ny", $"\r\n\r\n{Forged}\r\n",
        "--> <script>alert(1)</script>", "<img src=x onerror=alert(1)>", "- **Deadline:** 1999-01-01", "x\n- **Deadline:** 1999-01-01", "- **Owner:** mallory",
        "# Heading", "```\ncode", "![x](http://evil/x.png)", "[click](javascript:alert(1))",
        "| a | b |\n|---|---|", "\u202Egnp.exe", "a\u0000b\u0007c", "&lt;b&gt; &amp; &#64;alice", "1. one\n2. two", "---\n", "*bold* _it_ ~~gone~~ `code`",
        "\\", "$$x^2$$",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_text_arrives_as_text(string text)
    {
        await using var stage = await GitHubStage.SetAsync();
        var draft = GitHubStage.Draft();
        draft = draft with
        {
            Key = $"INC/{PlainText.Line(text)}",
            Title = text,
            Owner = $"Somebody {text}",
            Type = text,
            Incident = new IncidentBrief
            {
                Id = text,
                Title = text,
                Severity = text,
                Service = text,
                Commander = text,
                RootCause = text,
                PermanentFix = text,
                Impact = [new Fact(text, text)],
                AffectedServices = [text],
                Url = text,
            },
        };

        var snapshot = await stage.CreateAsync(draft);

        var body = stage.Repository[1].Body;
        var shown = CodeSpans().Replace(KeyLines().Replace(body, ""), "");
        Assert.Equal(draft.Marker, snapshot.Marker);
        Assert.Equal(draft.Key, snapshot.Key);
        Assert.Equal(draft.Deadline, snapshot.Deadline);
        Assert.Equal(draft.Priority, snapshot.Priority);
        Assert.Null(snapshot.Owner);
        Assert.Single(MarkerLines().Matches(body));
        Assert.DoesNotMatch(Pings(), shown);
        Assert.DoesNotMatch(References(), shown);
        Assert.DoesNotMatch(IssueLinks(), shown);
        Assert.DoesNotMatch(Html(), shown);
        Assert.DoesNotMatch(Links(), shown);
        Assert.All(shown.Split('\n').Where(line => line.StartsWith('#')), line => Assert.StartsWith("### ", line));
    }

    [Fact]
    public void A_marker_counts_only_on_a_line_of_its_own()
    {
        Assert.Equal("0123456789abcdef0123", GitHubBodyFacts.Marker("People wrote above.\r\n<!-- actionsync:0123456789abcdef0123 -->\r\nand below"));
        Assert.Null(GitHubBodyFacts.Marker("quoted: <!-- actionsync:0123456789abcdef0123 -->"));
        Assert.Null(GitHubBodyFacts.Marker("<!-- actionsync:0123456789ABCDEF0123 -->"));
        Assert.Null(GitHubBodyFacts.Marker(null));
    }

    [Fact]
    public void What_the_text_says_stays_readable()
    {
        Assert.Equal("Ask alice@example.com about x_y and 50 % of C# code", GitHubText.Line("Ask alice@example.com about x_y and 50 % of C# code"));
        Assert.Equal("@&#8203;alice fixes #&#8203;12", GitHubText.Line("@alice fixes #12"));
    }

    [GeneratedRegex("`+[^`\n]*`+", RegexOptions.None, 1000)]
    private static partial Regex CodeSpans();

    [GeneratedRegex("^<!-- actionsync:.*-->\r?$", RegexOptions.Multiline, 1000)]
    private static partial Regex MarkerLines();

    [GeneratedRegex("^<!-- actionsync-item:[A-Za-z0-9%._~-]+ -->$", RegexOptions.Multiline, 1000)]
    private static partial Regex KeyLines();

    [GeneratedRegex("(?<![A-Za-z0-9])@[A-Za-z0-9]", RegexOptions.None, 1000)]
    private static partial Regex Pings();

    [GeneratedRegex(@"(#|\bGH-)[0-9](?![0-9]*;)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex References();

    [GeneratedRegex("/(issues|pull)/[0-9]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IssueLinks();

    [GeneratedRegex(@"(?<!\\)<(?!!-- actionsync:[0-9a-f]{20} -->\n|https?://)", RegexOptions.None, 1000)]
    private static partial Regex Html();

    [GeneratedRegex(@"(?<!\\)\]\(", RegexOptions.None, 1000)]
    private static partial Regex Links();
}
