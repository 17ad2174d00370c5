using System.Text;
using ActionSync.Documents;
using ActionSync.Documents.Json;
using ActionSync.Documents.Yaml;
using ActionSync.Items;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary>A document that is written as JSON or YAML and read again has the same items.</summary>
public sealed class WriterTests
{
    private static readonly string[] Odd =
    [
        "0417", "yes", "No", "1e5", "~", "null", "True", "a: b", "a #b", "# x", "- x", "@x", "`x`", "&x", "*x", "!x", "%x", "? x", "x:", "[x]", "{x}", "'x'",
        "\"x\"", "a\\b", "2026-05-02", "0x1F", "12:30", ".5", "+1", "=", "<<", "|", ">", ">-", "---", "... x", "🚒 now", "e\u0301", "\u202eright to left",
        "مرحبا", "a\u00a0b", "\u200bx", "x\uFEFFy", "支払い", "a\\u0041", "y", "off", ", x", "a, b]", new string('x', 500), "\uE000 private", "a  b", "Ünïcödé",
    ];

    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_that_is_written_has_the_same_items(string name) => AssertSame(Named(SampleFiles.Read(name, SampleFiles.Bytes(name)).Read));

    [Fact]
    public void The_sample_of_the_reference_shape_is_written_in_full()
    {
        var documents = IncidentParser.Parse(File.ReadAllBytes(Repository.Sample), TimeZoneInfo.Utc).Incidents;
        AssertSame(documents);
        foreach (var again in new[] { Json(documents), Yaml(documents) })
        {
            var (one, two) = (documents[0].Incident, again[0].Incident);
            Assert.Equal(one.Impact, two.Impact);
            Assert.Equal(one.Participants, two.Participants);
            Assert.Equal(one.AffectedServices, two.AffectedServices);
            Assert.Equal(
                (one.RootCause, one.PermanentFix, one.EscalationManager, one.Commander, one.DeclaredAt, one.ResolvedAt, one.Status, one.Service),
                (two.RootCause, two.PermanentFix, two.EscalationManager, two.Commander, two.DeclaredAt, two.ResolvedAt, two.Status, two.Service));
        }
    }

    [Fact]
    public void Odd_texts_stay_what_they_are() => AssertSame(
    [
        .. Odd.Select((text, n) => Document($"I-{n}") with
        {
            ActionItems =
            [
                new ActionItem
                {
                    Title = text, Owner = text, Owners = [text, "Bo"], Type = text, Ticket = text, Details = [text, $"One.\n\n  {text}\nTwo:\n- {text}"],
                },
            ],
            Incident = new IncidentBrief { Id = $"I-{n}", Title = text, Service = text, RootCause = $"{text}\n\n\t{text}", Impact = [new Fact("Said", text)] },
            Written = new WrittenIncident($"I-{n}", text, text, "2026-01-01"),
        }),
    ]);

    [Fact]
    public void Every_value_of_an_item_is_written() => AssertSame(
    [
        Document("I-1") with
        {
            ActionItems =
            [
                new ActionItem
                {
                    Title = "A", Id = "A-1", Owner = "Bo", Owners = ["Bo", "Al"], Priority = Priority.P0, Status = ItemState.WontDo, Url = "https://a.b/1",
                    Deadline = Deadline.On(new DateOnly(2026, 1, 2)), WrittenDeadline = "2026-01-02", Type = "prevent", Ticket = "#12", Details = ["Why."],
                },
            ],
        },
    ]);

    [Fact]
    public void No_section_and_an_empty_one_stay_apart()
    {
        List<IncidentDocument> documents = [Document("I-1") with { ActionItems = null }, Document("I-2") with { ActionItems = [] }];
        Assert.Equal([null, 0], Json(documents).Select(document => document.ActionItems?.Count));
        Assert.Equal([null, 0], Yaml(documents).Select(document => document.ActionItems?.Count));
    }

    [Fact]
    public void Plain_texts_are_written_plain_and_others_in_quotes()
    {
        var yaml = Encoding.UTF8.GetString(YamlDocumentWriter.Write([Document("0417") with { ActionItems = [new ActionItem { Title = "Say why" }] }]));
        Assert.Equal("incident:\n  id: \"0417\"\n  title: Outage\naction_items:\n  - title: Say why\n", yaml);
    }

    private static void AssertSame(IReadOnlyList<IncidentDocument> documents)
    {
        var readings = documents.Select(document => SampleFiles.Reading(document with { Warnings = [] })).ToList();
        Assert.Equal(readings, Json(documents).Select(SampleFiles.Reading));
        Assert.Equal(readings, Yaml(documents).Select(SampleFiles.Reading));
        Assert.Equal(documents.Select(document => document.Incident.RootCause), Yaml(documents).Select(document => document.Incident.RootCause));
    }

    private static IReadOnlyList<IncidentDocument> Json(IReadOnlyList<IncidentDocument> documents) => Read("a.json", JsonDocumentWriter.Write(documents));

    private static IReadOnlyList<IncidentDocument> Yaml(IReadOnlyList<IncidentDocument> documents) => Read("a.yaml", YamlDocumentWriter.Write(documents));

    private static IReadOnlyList<IncidentDocument> Read(string name, byte[] text)
    {
        var file = SampleFiles.Read(name, text);
        Assert.True(file.Problems.Count == 0, $"{string.Join('\n', file.Problems)}");
        return file.Incidents;
    }

    private static IncidentDocument Document(string id) => new()
    {
        Incident = new IncidentBrief { Id = id, Title = "Outage" },
        Written = new WrittenIncident(id, "Outage", null, null),
        ActionItems = [],
        Source = default,
        Ending = "",
    };

    /// <summary>The reference shape needs an id and a title, which a file's path gives otherwise.</summary>
    private static List<IncidentDocument> Named(IReadOnlyList<IncidentDocument> documents) =>
    [
        .. documents.Select((document, n) => document with
        {
            Written = document.Written with { Id = document.Written.Id ?? $"path-{n}", Title = document.Written.Title ?? "Title" },
        }),
    ];
}
