using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Documents.Markdown;
using ActionSync.Documents.Markdown.Writing;
using ActionSync.Documents.Values;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Markdown;

/// <summary>A document that is written in Markdown and read again has the same items, or it is not written at all.</summary>
public sealed class MarkdownWriterTests
{
    private static readonly ReadingRules Rules = ReadingRules.In(TimeZoneInfo.Utc);

    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    public static TheoryData<string> OddTitles =>
    [
        "Split | the | table", "| x |", "a || b", "Fix [brackets] and (parens)", "[link](https://example.com/1)", "[ref]: https://example.com",
        "back\\slash", "a\\|b", "\\", "*stars* and **bold**", "snake_case and _under_", "~~struck~~ out", "Set <b>bold</b>", "<b>", "<name>",
        "<!-- gone -->", "# Not a heading", "Ends with #", "- [ ] box", "[ ] box", "[x] ticked", "- dash", "+ plus", "> quote", "1. numbered",
        "12) numbered", "2026-05-02 is the day", "@alice fixes it", "Fix it @alice", "Ask (@alice)", "Ends with a stop.", "Ends with dots...", "Owner: x",
        "Add an alert, Owner: bob", "Add an alert (owner: bob)", "Due: 2026-05-02", "Do it by 2026-05-02", "Priority: P1", "P1 Add an alert",
        "[P1] Add an alert", "(done)", "Add an alert (done)", "Add an alert - done", "DONE", "TODO: write it", "✅ Add it", "Add it ✅", "🚒 now",
        "Look at https://example.com/issues/12", "See https://github.com/acme/web/issues/12", "www.example.com is down", "mail mailto:a@b.example",
        "Tell a@b.example", "\u202eright to left", "مرحبا بكم", "支払いを直す。", "e\u0301", "a & b &amp; c", "&copy; now", "100 % of it",
        "Fixed by adding the new one", "First sentence. Second sentence.", "Bold: and more", "Why? Because! So", "Fix OPS-412", "OPS-412: fix it",
        "Ticket: OPS-1", "Action item 1", "item: x", "AI-1: do it", "Status: done", "Type: repair", "[repair] Fix it", "See here", "$x^2$", "a  b",
        "\"quoted\"", "'single'", "=", "===", ":-)", "{x}", "{{name}}", "!important", "![image](x.png)", "http:// alone", "tel:123", "Ünïcödé", "Improve…",
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_that_is_written_has_the_same_items(string name)
    {
        var documents = SampleFiles.Read(name, SampleFiles.Bytes(name)).Read;

        var written = MarkdownDocumentWriter.Write(documents, Rules);

        Assert.Empty(written.Problems);
        AssertSame(documents, written);
    }

    [Fact]
    public void The_sample_of_the_reference_shape_is_written_in_full()
    {
        var documents = IncidentParser.Parse(File.ReadAllBytes(Repository.Sample), TimeZoneInfo.Utc).Incidents;

        var written = MarkdownDocumentWriter.Write(documents, Rules);

        AssertSame(documents, written);
        Assert.Contains("## Root cause", Encoding.UTF8.GetString(written.Text!), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OddTitles))]
    public void An_odd_title_stays_what_it_is(string title)
    {
        var documents = new[] { Document(Item(title)), Document(Item(title) with { Details = [title, "More."] }) };

        foreach (var document in documents)
            AssertSame([document], MarkdownDocumentWriter.Write([document], Rules));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("TBD")]
    [InlineData("#12")]
    [InlineData("OPS-412")]
    [InlineData("acme/web#12")]
    [InlineData("Link")]
    [InlineData("---")]
    [InlineData("***")]
    [InlineData("...")]
    [InlineData("::")]
    [InlineData("Set `maxmemory` to 1 GB")]
    public void A_title_that_no_form_keeps_is_a_problem_that_names_another_format(string title)
    {
        var written = MarkdownDocumentWriter.Write([Document(Item(title))], Rules);

        Assert.Null(written.Text);
        Assert.Contains("Convert to json or yaml", Assert.Single(written.Problems), StringComparison.Ordinal);
    }

    /// <summary>Titles made of what reading looks for, some hundred of them in a document at a time: none is ever another item.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Titles_at_random_stay_what_they_are_or_are_told(int seed)
    {
        string[] pieces =
        [
            "Add", "an alert", "fix", "|", "\\", "*", "**", "_", "~~", "[", "]", "(", ")", "<b>", "<", ">", "#", "- ", "[ ]", "[x]", "1.", "@alice",
            "Owner: bob", "(done)", "due 2026-05-02", "by 03/04/2027", "P1", "TODO", "DONE", "https://example.com/issues/7", "OPS-12", "#12", "🚒", "\u202e",
            "支払い", ".", ":", "…", "&amp;", "!", "![a](b)", "Status: open", "see", "- done", "✅", "=", "---", "é",
        ];
        var random = new Random(seed);
        var titles = Enumerable.Range(0, 120).Select(Title).Distinct().ToList();
        var good = titles.Where(title => MarkdownDocumentWriter.Write([Document(Item(title))], Rules) is { Problems: [] }).ToList();
        var distinct = good.DistinctBy(ItemIdentity.Normalise).Select(Item).ToArray();

        Assert.InRange(good.Count, titles.Count * 3 / 4, titles.Count);
        AssertSame(Document(distinct));
        AssertSame(Document([.. distinct.Select(item => item with { Details = ["Why: it was slow.", "And more."], Owner = "Bo", Status = ItemState.Open })]));

        string Title(int n) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)] + " "[random.Next(2)..]))
            .Trim() + (random.Next(2) == 0 ? "" : $" {n}");
    }

    [Fact]
    public void A_title_of_a_thousand_characters_stays_whole() => AssertSame(Document(Item(string.Join(' ', Enumerable.Repeat("Check", 200))[..1000])));

    [Fact]
    public void Every_value_of_an_item_is_written() => AssertSame(Document(
        new ActionItem
        {
            Title = "Add an alert",
            Owner = "bo@example.com",
            Owners = ["bo@example.com", "Al Green"],
            Priority = Priority.P0,
            Status = ItemState.WontDo,
            Url = "https://tracker.example.com/any|thing?a=1&b=2",
            Type = "prevention",
            Deadline = Deadline.On(new DateOnly(2026, 5, 2)),
            Details = ["Because it was missing."],
        },
        new ActionItem
        {
            Title = "Write it down",
            Ticket = "OPS-412",
            Status = ItemState.InProgress,
            WrittenDeadline = "2026-05-02T10:00:00+02:00",
            Deadline = Deadline.At(DateTimeOffset.Parse("2026-05-02T10:00:00+02:00", null))
        }));

    [Fact]
    public void Details_like_fields_stay_details() =>
        AssertSame(Document(Item("Add an alert") with { Details = ["Owner: nobody yet", "State: see below", "N/A", "- [ ] box", "Plain."] }));

    [Fact]
    public void No_section_and_nothing_to_do_are_two_things()
    {
        AssertSame(Document() with { ActionItems = null });
        AssertSame(Document());
    }

    [Theory]
    [InlineData("INC-1", "INC-1")]
    [InlineData("lift", "lift")]
    [InlineData("[INC]", null)]
    public void An_id_that_is_none_in_Markdown_is_left_out_and_told(string id, string? read)
    {
        var document = Document(Item("A thing")) with
        {
            Incident = new IncidentBrief { Id = id, Title = "It stood still" },
            Written = new WrittenIncident(id, "It stood still", null, null),
        };

        var written = MarkdownDocumentWriter.Write([document], Rules);

        Assert.Equal(read, MarkdownReader.Read(new DocumentFile("again.md", written.Text, Rules)).Incidents.Single().Written.Id);
        Assert.Equal(read is null ? 1 : 0, written.LeftOut.Count);
    }

    [Fact]
    public void Incidents_without_a_day_do_not_share_a_file()
    {
        var also = Document(Item("Another")) with
        {
            Incident = new IncidentBrief { Id = "I-2", Title = "Also" },
            Written = new WrittenIncident("I-2", "Also", null, null),
        };
        var documents = new[] { Document(Item("A thing")), also };

        Assert.Contains("file of its own", Assert.Single(MarkdownDocumentWriter.Write(documents, Rules).Problems), StringComparison.Ordinal);
    }

    private static void AssertSame(IncidentDocument document)
    {
        var written = MarkdownDocumentWriter.Write([document], Rules);
        Assert.Empty(written.Problems);
        AssertSame([document], written);
    }

    private static void AssertSame(IReadOnlyList<IncidentDocument> documents, WrittenMarkdown written)
    {
        Assert.True(written.Text is not null, string.Join('\n', written.Problems));
        var again = MarkdownReader.Read(new DocumentFile("again.md", written.Text, Rules));
        Assert.Empty(again.Problems);
        Assert.Equal(documents.Select(Reading), again.Incidents.Select(Reading));
    }

    private static string Reading(IncidentDocument document) => string.Join('\n',
    [
        .. document.ActionItems?.Select(item => SampleFiles.Reading(item with
        {
            // Markdown has no stop at the end of a title.
            Title = Single(item.Title).TrimEnd('.', ':', ';', ',', '。', ' '),
            Id = null, Ticket = item.Url is null ? item.Ticket : null, WrittenDeadline = item.Deadline?.ToWord(),
            Details = [.. item.Details.Select(Single)],
        })) ?? ["no section"],
    ]);

    private static string Single(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IncidentDocument Document(params ActionItem[] items) => new()
    {
        Incident = new IncidentBrief { Id = "INC-1", Title = "It stood still" },
        Written = new WrittenIncident("INC-1", "It stood still", null, null),
        ActionItems = items,
        Source = default,
        Ending = ".json",
    };

    private static ActionItem Item(string title) => new() { Title = title };
}
