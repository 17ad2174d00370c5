using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ActionSync.Commands;
using ActionSync.Documents;
using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Mail;
using ActionSync.Reminders.Channels;
using ActionSync.Reminders.Channels.Email;
using ActionSync.Reminders.Channels.Slack;
using ActionSync.Reminders.Channels.Teams;
using ActionSync.Reminders.Policy;
using ActionSync.Reports;
using ActionSync.Testing;
using ActionSync.Tests.Reminders;
using ActionSync.Text;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;
using Markdig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace ActionSync.Tests.Text;

/// <summary>Whatever code units a text holds, every place that shows it shows it, and nothing but that.</summary>
public sealed partial class TextSinkTests
{
    private const string Escapes = "\u001b[2J\u001b[1;1H\u001b]0;title\a\u001b]8;;x:y\u001b\\click\u001bP\u009b31m\u0090\u0085\b\b\r\u007f";

    private static readonly Dictionary<string, string> Awkward = new()
    {
        ["terminal sequences"] = $"Rotate {Escapes} key",
        ["C0 controls"] = $"Rotate {string.Concat(Enumerable.Range(0, 32).Select(c => (char)c))} key",
        ["C1 controls"] = $"Rotate {string.Concat(Enumerable.Range(127, 33).Select(c => (char)c))} key",
        ["half surrogate pairs"] = "Rotate \ud800 key \udc00 and \udc00\ud800 \ud800",
        ["a half at each end"] = "\udfffRotate key\ud83d",
        ["no characters"] = "Rotate \uffff \ufffe \ufdd0 \ufdef \U0001fffe \U0010ffff key",
        ["directions"] = "Rotate \u202Egnp.exe\u202C \u2066x\u2069 \u200E\u200F\u061C key",
        ["nothing to be seen"] = "\u200bRot\u00adate \u200b\u2060\ufeff\u180e\u034f key\ufeff",
        ["tags"] = "Rotate \U000e0001\U000e0041\U000e007f key",
        ["an English flag"] = "Rotate \U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F key",
        ["a family"] = "Rotate \U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 \U0001F44D\U0001F3FD \U0001F1E9\U0001F1EA 1\uFE0F\u20E3 key",
        ["ten thousand marks"] = $"Rotate key{new string('\u0301', 10_000)} x",
        ["marks of many kinds"] = $"Rotate \u0489\u20dd\u0e31\u0e47{string.Concat(Enumerable.Range(0x300, 112).Select(c => (char)c))} key",
        ["marks and no letter"] = new string('\u0301', 50),
        ["line breaks"] = "Rotate\u2028the\u2029key\u0085now\vand\fthen\r\nagain",
        ["strange spaces"] = "Rotate\u00a0the\u3000key\u2003now\u1680",
        ["right to left"] = "\u0627\u0644\u0645\u0641\u062a\u0627\u062d Rotate \u05de\u05e4\u05ea\u05d7 key",
        ["Indic, with joiners"] = "\u0915\u094d\u200d\u0937 \u0d15\u0d4d\u200c\u0d37",
        ["jamo and fillers"] = "\u1112\u1161\u11ab \u3164\uffa0\u115f\u1160",
        ["private use"] = "Rotate \ue000\uf8ff\U000f0000 key",
        ["not assigned"] = "Rotate \u0378\U000323b0 key",
        ["annotations and objects"] = "Rotate \ufff9a\ufffab\ufffb \ufffc \ufffd key",
        ["ligatures and wide ones"] = "\ufdfd \u2e3b \U0001242b \uff32\uff4f\uff54 \u2800",
        ["mark-up of all kinds"] = "<b>*x* _y_ [z](q) {code} |t| `c` &lt; @all #1 ~~s~~ !i! <!channel> =1+1",
        ["empty"] = "",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Awkward.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Terminal_and_log(string name)
    {
        var text = Awkward[name];
        Acts_on_no_terminal(TextProfile.Terminal.Line(text));

        var random = new Random(1);
        for (var round = 0; round < 20; round++)
        {
            var written = new StringWriter();
            using (var console = new HarmlessWriter(written))
            {
                var at = 0;
                while (at < text.Length)
                {
                    var length = round == 0 ? text.Length : Math.Min(random.Next(1, 4), text.Length - at);
                    console.Write(text.AsSpan(at, length));
                    at += length;
                }
                console.WriteLine();
            }
            Acts_on_no_terminal(written.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
                .Replace("\t", "", StringComparison.Ordinal));
        }

        var log = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Error, "category", 1, text, new InvalidOperationException(text), (state, _) => state);
        using (var console = new HarmlessWriter(log))
            new PeopleLogFormatter(TimeProvider.System).Write(entry, null, console);
        Acts_on_no_terminal(log.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .Replace("\t", "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tables(string name)
    {
        var item = ReminderHarness.Some.Item("INC-1/a", owner: Awkward[name], title: Awkward[name]);
        var cells = ItemTable.Cells(item with { Issue = item.Issue! with { Number = Awkward[name] } }, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);

        var drawn = Drawn(cells);

        Assert.Contains("P1", drawn, StringComparison.Ordinal);
        Assert.Contains("2024-01-12", drawn, StringComparison.Ordinal);
        Acts_on_no_terminal(drawn.ReplaceLineEndings(""));
        // Should the library fail at something else tomorrow, the line is there all the same.
        Assert.Contains("P1", Drawn([.. cells.Select(cell => cell + "\uffff")]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_and_messages(string name)
    {
        var view = DigestView.Of(Digest(Awkward[name]));
        var slack = JsonNode.Parse(SlackDigest.Render(view, "U1"))!;
        var teams = JsonNode.Parse(TeamsDigest.Render(view, new Recipient("alice@x.org", Awkward[name])))!;

        Is_what_it_seems(TextDigest.Render(view));
        Is_what_it_seems(WebUtility.HtmlDecode(HtmlDigest.Render(view)));
        Assert.All(Texts(slack).Concat(Texts(teams)), text => Is_what_it_seems(text.Replace("\u200b", "", StringComparison.Ordinal)));
        var eml = EmlWriter.Write(
            new EmailMessage("alice@x.org", DigestView.Name(Digest(Awkward[name]).To), view.Subject, TextDigest.Render(view), HtmlDigest.Render(view),
                "<1@x.org>", DateTimeOffset.UnixEpoch, "x.eml"), new WireAddress("alice@x.org"), "bot@x.org");
        Assert.All(eml, b => Assert.True(b is (byte)'\r' or (byte)'\n' or (>= 0x20 and < 0x7f)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Issues_of_all_trackers(string name)
    {
        var text = Awkward[name];
        var draft = SomeDraft.Of(text.Length == 0 ? "x" : text) with { Type = text, Owner = text };
        draft = draft with { Incident = draft.Incident with { Title = text, RootCause = text, Impact = [new(text, text)], Commander = text } };
        var line = Spaced(PlainText.Line(text));

        Harms_no_issue(PlainText.Line(text));
        Assert.Equal(line, Spaced(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(TextProfile.Markdown.Line(text)), ""))));
        Assert.Equal(line,
            Spaced(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(GitHubText.Line(text)), "")).Replace("\u200b", "", StringComparison.Ordinal)),
            IgnoreInvisible);
        Assert.Equal(line, Spaced(WebUtility.HtmlDecode(WikiEscape().Replace(TextProfile.Wiki.Line(text), "${sign}"))));

        var github = GitHubBody.Of(draft, DeadlinePlace.Body, null, TimeZoneInfo.Utc);
        Assert.Equal((draft.Marker, "2024-01-22"), (GitHubBodyFacts.Marker(github), GitHubBodyFacts.Read(github, GitHubBodyFacts.Deadline)));
        Assert.All(github.Split('\n').Concat(JiraBody.Of(draft, [text], TimeZoneInfo.Utc).Split('\n')), Harms_no_issue);

        var page = BoardFile.Read(BoardFile.Encode(FolderBody.Write(draft, "/data/board", TimeZoneInfo.Utc)), TimeZoneInfo.Utc)!;
        Assert.Null(page.Broken);
        Assert.Equal((draft.Marker, Spaced(PlainText.Line(draft.Title)) is { Length: > 0 } title ? title : ""), (page.Marker, Spaced(page.Title)));
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 22)), page.Deadline);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reports(string name)
    {
        var text = Awkward[name];
        var report = ReportMaking.Make(
            [.. new[] { "INC-1", "INC-2" }.Select(id => new ReportItem
            {
                Key = $"{id}/a",
                IncidentId = id,
                IncidentTitle = text,
                Title = text,
                Owner = text,
                Service = text,
                Type = text,
                Priority = Priority.P1,
                State = ItemState.Open,
                Result = ItemResult.Overdue,
                StartedAt = DateTimeOffset.UnixEpoch,
                Moves = [new(DateTimeOffset.UnixEpoch, "2024-01-01", "2024-01-02", text, 1)],
            })], null, DateTimeOffset.UnixEpoch);

        Is_what_it_seems(WebUtility.HtmlDecode(ReportHtml.Render(report)));
        Acts_on_no_terminal(TextProfile.Terminal.Line(ReportTable.Render(report).ReplaceLineEndings(" ")));
        Assert.Equal(4, ReportCsv.Render(report).Split("\r\n").Length);
        Harms_no_issue(ReportCsv.Render(report).Replace("\r\n", "", StringComparison.Ordinal));
        var json = HarmlessJson.Of(ReportJson.Render(report));
        Acts_on_no_terminal(json.ReplaceLineEndings(""));
        Assert.NotNull(JsonNode.Parse(json));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Status_as_JSON_says_the_same_to_a_program(string name)
    {
        var item = ReminderHarness.Some.Item("INC-1/a", owner: Awkward[name], title: Awkward[name]);

        var json = HarmlessJson.Of(
            JsonSerializer.Serialize([StatusEntry.Of(item, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc)], ReadableStatus.Json.ListStatusEntry));

        Acts_on_no_terminal(json.ReplaceLineEndings(""));
        // What is half a character in memory cannot be written as UTF-8, either.
        Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Awkward[name])), (string?)JsonNode.Parse(json)![0]!["title"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_keys_and_quotes(string name)
    {
        var text = Awkward[name];
        Assert.InRange(Encoding.UTF8.GetByteCount(FileName.Of(text)), 1, 100);
        Acts_on_no_terminal(FileName.Of(text));
        Acts_on_no_terminal(Slug.Of(text));
        Acts_on_no_terminal(Quoted.Of(text));
        Assert.Equal(ItemIdentity.Normalise(text), ItemIdentity.Normalise(ItemIdentity.Normalise(text)));
    }

    [Fact]
    public void Any_sequence_of_code_units()
    {
        var random = new Random(11);
        var all = string.Concat(Awkward.Values.Where(text => text.Length < 1000));
        for (var round = 0; round < 3000; round++)
        {
            // Pieces that begin and end within characters.
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => all.Substring(random.Next(all.Length - 9), random.Next(9))));
            Acts_on_no_terminal(TextProfile.Terminal.Line(text));
            Harms_no_issue(PlainText.Line(text));
            Is_what_it_seems(TextProfile.Mail.Plain(text, 60));
            Acts_on_no_terminal(Drawn([TextProfile.Terminal.Line(text), TextProfile.Terminal.Line(text)]).ReplaceLineEndings(""));
            Assert.Equal(Spaced(PlainText.Line(text)), Spaced(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(TextProfile.Markdown.Line(text)), ""))));
            Assert.NotNull(Slug.Of(text) + FileName.Of(text) + Quoted.Of(text) + Composed.Of(text) + TextProfile.Wiki.Line(text) + GitHubText.Line(text)
                + TextProfile.Slack.Encode(text));
            Assert.Equal(PlainText.Line(text), PlainText.Line(PlainText.Line(text)));
        }
    }

    private static string Drawn(string[] cells)
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(written),
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No
        });
        console.Profile.Width = 120;
        ItemTable.Draw(console, [.. cells.Select(_ => 30)], [(cells, true)], line => written.WriteLine(TextProfile.Terminal.Line(line)));
        return written.ToString();
    }

    /// <summary>No control, nothing invisible but joiners, no half of a character, nothing that Unicode does not know as one.</summary>
    private static void Acts_on_no_terminal(string line) => Holds_none(line, rune =>
        (rune.Value is not (0x200C or 0x200D)
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)

        || IsNoCharacter(rune));

    private static void Harms_no_issue(string line) => Holds_none(line, rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF
        || IsNoCharacter(rune));

    private static void Is_what_it_seems(string text)
    {
        Assert.DoesNotMatch(CombiningMarks(), text);
        Holds_none(text, rune =>
            // Isolates are ours.
            (rune.Value is not (0x200C or 0x200D or 0x2068 or 0x2069 or '\n')
                && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse)
            || IsNoCharacter(rune));
    }

    private static void Holds_none(string text, Func<Rune, bool> isHarmful)
    {
        Assert.False(Half(text));
        Assert.Empty(text.EnumerateRunes().Where(isHarmful).Select(rune => $"U+{rune.Value:X4}").Distinct());
    }

    private static bool IsNoCharacter(Rune rune) => rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE;

    private static bool Half(string text) => text.Where((c, at) =>
        char.IsHighSurrogate(c)
            ? at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])
            : char.IsLowSurrogate(c) && (at == 0 || !char.IsHighSurrogate(text[at - 1]))).Any();

    private static string Spaced(string text) => Spaces().Replace(text, " ").Trim();

    private static readonly IEqualityComparer<string> IgnoreInvisible = EqualityComparer<string>.Create(
        (a, b) => a!.Replace("\u200b", "", StringComparison.Ordinal) == b!.Replace("\u200b", "", StringComparison.Ordinal), text => text.Length);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(pair => Texts(pair.Value)),
        JsonArray a => a.SelectMany(Texts),
        JsonValue v when v.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    private static Digest Digest(string text) => new()
    {
        To = new Recipient("alice@x.org", text),
        Day = new DateOnly(2024, 1, 16),
        Sequence = 1,
        PlannedAt = DateTimeOffset.UnixEpoch,
        Remarks = [text],
        Entries =
        [
            new DigestEntry
            {
                Kind = ReminderKind.Escalated,
                DueDay = new DateOnly(2024, 1, 12),
                DaysOverdue = 4,
                IsOverdue = true,
                AlsoAsked = [text],
                Role = text,
                Item = new ReminderItem
                {
                    Key = "INC-1/a",
                    Title = text,
                    IncidentId = "INC-1",
                    IncidentTitle = text,
                    Severity = text,
                    Owner = text,
                    Priority = Priority.P1,
                    State = ItemState.Open,
                    Deadline = Deadline.On(new DateOnly(2024, 1, 12)),
                    Issue = new IssueRef("https://tracker.test", "x/y", "1", text, "https://tracker.test/1"),
                },
            },
        ],
    };

    [GeneratedRegex("</?[a-z0-9]+[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{Mn}\p{Me}]{7}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CombiningMarks();

    [GeneratedRegex(@"\\(?<sign>[^a-zA-Z0-9\s])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WikiEscape();
}
