using System.Text;
using ActionSync.Commands;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Files;
using ActionSync.Items;
using ActionSync.Reports;
using ActionSync.Testing;
using ActionSync.Text;
using ActionSync.Trackers;
using ActionSync.Trackers.Folder;
using ActionSync.Trackers.GitHub;
using ActionSync.Trackers.Jira;

namespace ActionSync.SystemTests.Text;

/// <summary>Every reader of people's text walks over it once: four times the text costs about four times the work, whatever stands in it.</summary>
public sealed class LinearTextTests
{
    private const int Size = 16_000;

    /// <summary>
    /// Whole pages hold the text several times, and are made of what is tested by itself. GitHub's are cut at a limit, which both sizes are to reach.
    /// </summary>
    private const int PageSize = 4_000;

    private static readonly string[] Pages = ["FolderBody", "JiraBody", "YamlText", "IncidentParser"];

    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["TextProfile.Markdown"] = text => TextProfile.Markdown.Line(text),
        ["MarkdownText.EscapeLines"] = text => MarkdownText.EscapeLines(text),
        ["MarkdownText.Code"] = text => MarkdownText.Code(text),
        ["MarkdownText.Unescape"] = text => MarkdownText.Unescape(text),
        ["MarkdownText.Link"] = text => MarkdownText.Link("https://x.example/" + text),
        ["GitHubText.Line"] = text => GitHubText.Line(text),
        ["GitHubText.Lines"] = text => GitHubText.Lines(text).ToList(),
        ["GitHubBodyFacts.Read"] = text => GitHubBodyFacts.Read(text, GitHubBodyFacts.Deadline),
        ["GitHubBodyFacts.Marker"] = text => GitHubBodyFacts.Marker(text),
        ["TextProfile.Wiki"] = text => TextProfile.Wiki.Line(text),
        ["WikiText.EscapeLines"] = text => WikiText.EscapeLines(text),
        ["PlainText.Line"] = text => PlainText.Line(text),
        ["PlainText.Told"] = text => PlainText.Readable(text),
        ["TextCut.AtWord"] = text => TextCut.AtWord(text, text.Length / 2),
        ["WebAddresses.Split"] = text => WebAddresses.Split(text),
        ["HarmlessText for issues"] = text => HarmlessText.Of(text, Sink.Issue),
        ["HarmlessText for messages"] = text => HarmlessText.Of(text, Sink.Message),
        ["HarmlessText for terminals"] = text => HarmlessText.Of(text, Sink.Terminal),
        ["HarmlessWriter"] = text => new HarmlessWriter(TextWriter.Null).Write(text),
        ["HarmlessJson"] = text => HarmlessJson.Of(text),
        ["TextProfile.Mail"] = text => TextProfile.Mail.Plain(text, 300),
        ["TextProfile.Mail, long"] = text => TextProfile.Mail.Plain(text, text.Length / 2),
        ["TextProfile.Slack"] = text => TextProfile.Slack.Encode(text),
        ["HtmlText.Line"] = text => HtmlText.Line(text),
        ["TextProfile.Spreadsheet"] = text => TextProfile.Spreadsheet.Line(text),
        ["RepeatedActions.Essence"] = text => RepeatedActions.Essence(text),
        ["Slug.Of"] = text => Slug.Of(text),
        ["FileName.Of"] = text => FileName.Of(text),
        ["ItemIdentity.Normalise"] = text => ItemIdentity.Normalise(text),
        ["Quoted.Of"] = text => Quoted.Of(text),
        ["Deadline.ParseOrNull"] = text => Deadline.ParseOrNull(text),
        ["BoardWords"] = text => (BoardWords.State(text), BoardWords.Deadline(text, TimeZoneInfo.Utc)).ToString(),
        ["YamlText"] = text => (YamlText.Scalar(text), YamlText.List([text, text])).ToString(),
        ["FolderBody"] = text => FolderBody.Write(Draft(text), TimeZoneInfo.Utc),
        ["JiraBody"] = text => JiraBody.Of(Draft(text), [text], TimeZoneInfo.Utc),
        ["GitHubBody"] = text => GitHubBody.Of(Draft(text), DeadlinePlace.Body, text[..Math.Min(text.Length, 100)], TimeZoneInfo.Utc),
        ["IncidentParser"] = text => IncidentParser.Parse(Encoding.UTF8.GetBytes($"{{\"incident\":{{\"id\":\"I-1\",\"title\":\"T\",\"x\":{System.Text.Json.JsonSerializer.Serialize(text)}}},\"action_items\":[{{\"title\":{System.Text.Json.JsonSerializer.Serialize(text)}}}]}}"), TimeZoneInfo.Utc),
    };

    /// <summary>What is repeated, behind what stands once before it.</summary>
    private static readonly (string Once, string Again)[] Shapes =
    [
        ("", "a"), ("", "a "), ("", "["), ("", "]("), ("[", "\\["), ("", "<"), ("<!--", "-"), ("", "&"), ("&", "a"), ("", "&a"), ("", "#"), ("", " #"),
        ("", "`"), ("", "\\"), ("", "("), ("", ")"), ("", "1."), ("", "1"), (new string('1', Size / 2), "."), ("", "https://"), ("", "http://["),
        ("https://x.example/", "("), ("https://x.example/", ")"), ("https://x.example/", "a."), ("", "https://x.example/a "),
        ("", "<https://x.example/> "), ("", "_"), ("", "*"), ("", "@"), ("", "@a"), (":", "a"), ("", ":a"), ("", "A-"), ("", "A1-1 "), ("", "|"), ("", "{"),
        ("", "\n"), ("", "\r\n\n"), ("", " "), ("a", " "), ("", "\t"), ("", "\u0301"), ("e", "\u0301\u0323"), ("", "e\u0302\u0323"), ("", "\uAC00"),
        ("", "\uD83D\uDE00"), ("", "\uD800"), ("", "\uFFFF"), ("", "\u202E"), ("", "'"), ("", "="), ("", "!<"), ("", "."), ("", "\u2026"),
        ("", "- **Deadline:** "), ("", "marker: "), ("", "GH-1"), ("", "/issues/1"), ("", "h1. "), ("", ":)"), ("", "??"), ("0", "0"), ("-", "-"),
    ];

    public static TheoryData<string> Names => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Four_times_the_text_costs_about_four_times_the_work(string name)
    {
        var read = Readers[name];
        var size = Pages.Contains(name) ? PageSize : Size;
        foreach (var (once, again) in Shapes)
            LinearWork.IsDoneBy(read, Text(once, again, size), Text(once, again, size * LinearWork.Times), $"{name} of '{once}' and many '{again}'");
    }

    private static string Text(string once, string again, int length)
    {
        var text = new StringBuilder(once, length);
        while (text.Length < length)
            text.Append(again);
        return text.ToString();
    }

    private static IssueDraft Draft(string text)
    {
        var draft = SomeDraft.Of(text);
        return draft with
        {
            Key = "INC-1/a",
            Type = text,
            Owner = text,
            Incident = draft.Incident with { Title = text, RootCause = text, PermanentFix = text, Impact = [new(text, text)], Url = text }
        };
    }
}
