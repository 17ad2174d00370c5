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
using ActionSync.Listing;
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
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. AwkwardText.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Terminal_and_log(string name)
    {
        var text = AwkwardText.ByName[name];
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
        var text = AwkwardText.ByName[name];
        foreach (var width in (int[])[24, 80, 120, Terminal.PlainWidth])
        {
            var drawn = Drawn(text, width);

            Assert.Contains("P1", drawn, StringComparison.Ordinal);
            Assert.Contains("2024-01-12", drawn, StringComparison.Ordinal);
            Acts_on_no_terminal(drawn.ReplaceLineEndings(""));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mail_and_messages(string name)
    {
        var view = DigestView.Of(SomeDigest.Of(AwkwardText.ByName[name]));
        var slack = JsonNode.Parse(SlackDigest.Render(view, "U1"))!;
        var teams = JsonNode.Parse(TeamsDigest.Render(view, new Recipient("alice@x.org", AwkwardText.ByName[name])))!;

        Is_what_it_seems(TextDigest.Render(view));
        Is_what_it_seems(WebUtility.HtmlDecode(HtmlDigest.Render(view)));
        Assert.All(Texts(slack).Concat(Texts(teams)), text => Is_what_it_seems(text.Replace("\u200b", "", StringComparison.Ordinal)));
        var mail = new EmailMessage(
            [new MailReader("alice@x.org", DigestView.Name(SomeDigest.Of(AwkwardText.ByName[name]).To))], view.Subject, TextDigest.Render(view),
            HtmlDigest.Render(view), "<1@x.org>", DateTimeOffset.UnixEpoch, "x.eml");
        var eml = Encoding.UTF8.GetString(MailComposer.Write(mail, new Addressees(mail), "bot@x.org"));
        Assert.All(eml.Replace("\r\n\t", "\r\n ", StringComparison.Ordinal), c => Assert.True(c is '\r' or '\n' or (>= ' ' and <= '~')));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Issues_of_all_trackers(string name)
    {
        var text = AwkwardText.ByName[name];
        var draft = SomeDraft.Of(text.Length == 0 ? "x" : text) with
        {
            Type = text,
            Owner = text,
            Owners = [text, text],
            Details = [text, text],
            Links = [text],
            Defaults = [ItemField.Priority],
        };
        draft = draft with { Incident = draft.Incident with { Title = text, RootCause = text, Impact = [new(text, text)], Commander = text } };
        var line = Spaced(PlainText.Line(text));

        Harms_no_issue(PlainText.Line(text));
        Assert.Equal(line, Spaced(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(TextProfile.Markdown.Line(text)), ""))));
        Assert.Equal(line,
            Spaced(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(GitHubText.Line(text)), "")).Replace("\u200b", "", StringComparison.Ordinal)),
            IgnoreInvisible);
        Assert.Equal(line, Spaced(WebUtility.HtmlDecode(WikiEscape().Replace(TextProfile.Wiki.Line(text), "${sign}"))));

        var github = GitHubBody.Of(draft, DeadlinePlace.Body, null, TimeZoneInfo.Utc);
        Assert.Equal((draft.Marker, "22 January 2024 (from the postmortem)"), (GitHubBodyFacts.Marker(github), GitHubBodyFacts.Read(github, "Deadline")));
        Assert.All(github.Split('\n').Concat(JiraBody.Of(draft, [text], TimeZoneInfo.Utc).Split('\n')), Harms_no_issue);

        var page = BoardFile.Read(BoardFile.Encode(FolderBody.Write(draft, TimeZoneInfo.Utc)), TimeZoneInfo.Utc)!;
        Assert.Null(page.Broken);
        Assert.Equal((draft.Marker, Spaced(PlainText.Line(draft.Title)) is { Length: > 0 } title ? title : ""), (page.Marker, Spaced(page.Title)));
        Assert.Equal(Deadline.On(new DateOnly(2024, 1, 22)), page.Deadline);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reports(string name)
    {
        var text = AwkwardText.ByName[name];
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
                DueOn = new DateOnly(1970, 1, 1),
                Team = text,
                Issue = text,
                Url = $"https://tracker.test/{id}",
                StartedAt = DateTimeOffset.UnixEpoch,
                Moves = [new(DateTimeOffset.UnixEpoch, "2024-01-01", "2024-01-02", text, 1)],
            })], null, DateTimeOffset.UnixEpoch, new DateOnly(1970, 1, 2));
        var mail = new WeeklyMail(report, new DateOnly(1970, 1, 5), null);

        Is_what_it_seems(WebUtility.HtmlDecode(ReportHtml.Render(report)));
        Is_what_it_seems(WebUtility.HtmlDecode(mail.Html()));
        Acts_on_no_terminal(TextProfile.Terminal.Line(ReportTable.Render(report, 80).ReplaceLineEndings(" ")));
        Acts_on_no_terminal(TextProfile.Terminal.Line(mail.Text().ReplaceLineEndings(" ")));
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
        var item = ReminderHarness.Some.Item("INC-1/a", owner: AwkwardText.ByName[name], title: AwkwardText.ByName[name]);

        var listed = new ListedItem(item, ReminderHarness.Some.Incident(title: AwkwardText.ByName[name]), "INC-1/1", null, null, IsOverdue: true);
        var json = HarmlessJson.Of(JsonSerializer.Serialize([StatusEntry.Of(listed, TimeZoneInfo.Utc)], ReadableStatus.Json.ListStatusEntry));

        Acts_on_no_terminal(json.ReplaceLineEndings(""));
        // What is half a character in memory cannot be written as UTF-8, either.
        Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(AwkwardText.ByName[name])), (string?)JsonNode.Parse(json)![0]!["title"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_keys_and_quotes(string name)
    {
        var text = AwkwardText.ByName[name];
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
        var all = string.Concat(AwkwardText.ByName.Values.Where(text => text.Length < 1000));
        for (var round = 0; round < 3000; round++)
        {
            // Pieces that begin and end within characters.
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => all.Substring(random.Next(all.Length - 9), random.Next(9))));
            Acts_on_no_terminal(TextProfile.Terminal.Line(text));
            Harms_no_issue(PlainText.Line(text));
            Is_what_it_seems(TextProfile.Mail.Plain(text, 60));
            Acts_on_no_terminal(Drawn(text, 80).ReplaceLineEndings(""));
            Assert.Equal(Spaced(PlainText.Line(text)), Spaced(WebUtility.HtmlDecode(Tag().Replace(Markdown.ToHtml(TextProfile.Markdown.Line(text)), ""))));
            Assert.NotNull(Slug.Of(text) + FileName.Of(text) + Quoted.Of(text) + Composed.Of(text) + TextProfile.Wiki.Line(text) + GitHubText.Line(text)
                + TextProfile.Slack.Encode(text));
            Assert.Equal(PlainText.Line(text), PlainText.Line(PlainText.Line(text)));
        }
    }

    private static string Drawn(string text, int width)
    {
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(written),
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No
        });
        console.Profile.Width = width;
        var item = ReminderHarness.Some.Item("INC-1/a", owner: text, title: text);
        var listed = item with { Issue = item.Issue! with { Number = text, Url = text }, Url = text };
        ItemRows.Print(console, [new ListedItem(listed, ReminderHarness.Some.Incident(title: text), text, null, text, IsOverdue: true)], TimeZoneInfo.Utc);
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

    [GeneratedRegex("</?[a-z0-9]+[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\p{Mn}\p{Me}]{7}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CombiningMarks();

    [GeneratedRegex(@"\\(?<sign>[^a-zA-Z0-9\s])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WikiEscape();
}
