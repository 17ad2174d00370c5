using System.Text;
using System.Text.Json;
using ActionSync.Documents;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents.Exports;

/// <summary>Exports as the tools really give them: other shapes, several incidents, values that nobody understands.</summary>
public sealed class ExportReadingTests
{
    [Fact]
    public void Neither_the_reference_shape_nor_any_JSON_is_taken_for_an_export()
    {
        string[] others =
        [
            File.ReadAllText(Repository.Sample), Some.Document("{\"title\": \"A\"}"), "{}", "[]", "null", "{\"data\": []}",
            "{\"data\": {}}", "{\"data\": [1, {}]}",
            "{\"data\": [{\"type\": \"articles\", \"id\": \"1\", \"attributes\": {}}]}", "{\"incident\": {\"id\": \"I\"}}", "{\"incidents\": [{\"id\": 1}]}",
            "{\"follow_ups\": [{\"title\": \"A\"}], \"incident\": {\"id\": \"I\", \"title\": \"T\"}}", "{\"data\": {\"incident_id\": 1}}", "{", "",
        ];
        Assert.All(others, text => Assert.Equal("json", Format(text).Word));
    }

    [Fact]
    public void A_single_record_is_read_like_a_list_of_one()
    {
        Assert.Equal("A", OneItem("""{"follow_up": {"id": "1", "incident_id": "I", "title": "A", "status": "outstanding"}}""").Title);
        Assert.Equal("A", OneItem("""{"data": {"id": "1", "type": "incident_action_items", "attributes": {"summary": "A"}}}""").Title);
        Assert.Equal("A", OneItem("""{"id": "1", "summary": "A", "state": "open", "incident_id": "I", "assignees": []}""").Title);
        Assert.Equal("A", OneItem("""{"data": {"type": "incident_todos", "id": "1", "attributes": {"content": "A"}}}""").Title);
        Assert.Equal("A", OneItem("""{"incidents": [{"incidentID": "3", "taskList": {"tasks": [{"text": "A"}]}}]}""").Title);
        Assert.Equal("A", OneItem("""{"data": [{"incident_id": "3", "follow_ups": [{"task": "A"}]}]}""").Title);
    }

    [Theory]
    [InlineData("""{"assigned_to_user": {"data": {"id": "1", "attributes": {"name": "Bo", "email": "bo@b.c"}}}}""", "bo@b.c")]
    [InlineData("""{"assigned_to": {"id": 1, "name": "Bo"}}""", "Bo")]
    [InlineData("""{"assigned_to": "@bo", "assigned_to_user_id": 1}""", "bo")]
    [InlineData("""{"assigned_to_user_id": 7}""", "seven@b.c")]
    [InlineData("""{"assigned_to_user_id": null, "assigned_to_group_ids": ["g"], "assigned_to_groups": [{"id": "g", "name": "Depot"}]}""", "Depot")]
    public void Owners_of_Rootly_are_read_however_they_are_told(string attributes, string owner)
    {
        var document = One($$$"""
            {"data": [{"type": "incident_action_items", "id": "1", "attributes": {"summary": "A", "jira_issue_key": "OPS-1", {{{attributes[1..]}}} }],
             "included": [{"type": "users", "id": "7", "attributes": {"email": "seven@b.c"}}]}
            """);
        Assert.Equal(owner, Assert.Single(document.ActionItems!).Owner);
        Assert.Equal("OPS-1", document.ActionItems![0].Ticket);
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Users_whom_Datadog_lists_beside_the_todos_are_found()
    {
        var item = OneItem("""
            {"data": [{"type": "incident_todos", "id": "1", "attributes": {"content": "A", "assignees": ["9d2f0f0e-0000-4000-8000-000000000001"]}}],
             "included": [{"type": "users", "id": "9d2f0f0e-0000-4000-8000-000000000001", "attributes": {"handle": "pia@b.c", "name": "Pia"}}]}
            """);
        Assert.Equal("pia@b.c", item.Owner);
    }

    [Fact]
    public void What_is_not_understood_is_a_warning_with_its_line()
    {
        var document = One("""
            {"data": [{"id": "1", "summary": "A.", "incident_id": "I", "assignees": [{"id": "u1"}],
             "state": "blocked",
             "priority": {"name": "Someday"},
             "due_at": "end of Q3",
             "link": {"href_url": "OPS-1"}},
             {"id": "2", "summary": "a", "state": "tbd", "incident_id": "I", "due_at": "2026-01-02T03:04:05.678-05:00"},
             {"id": "3", "summary": " ", "state": "open", "incident_id": "I"},
             {"id": "4", "summary": "B", "state": "open", "incident_id": "I", "link": {"href_url": "https://a.b/1"}},
             {"id": "5", "summary": "C", "state": "open", "incident_id": "I", "attachments": [{"href_url": "https://a.b/1"}, {"href_url": "https://a.b/2"}]}
            ]}
            """);
        Assert.Equal(
            [
                (1, Warning.UnreadOwner), (2, Warning.UnreadStatus), (3, Warning.UnreadPriority), (4, Warning.UnreadDate), (5, Warning.UnreadTicket),
                (6, Warning.SameItem), (7, Warning.Placeholder), (9, Warning.SeveralTickets), (9, Warning.SameTicket),
            ],
            document.Warnings.Select(warning => (warning.Line, warning.Why)));
        Assert.Equal(["A", "B", "C"], document.ActionItems!.Select(item => item.Title));
        Assert.Equal("2026-01-02T03:04:05.678-05:00", document.ActionItems![0].WrittenDeadline);
    }

    [Fact]
    public void Records_of_several_incidents_are_a_document_each_in_the_order_of_their_first()
    {
        var file = Read(FollowUps(("I-2", "A"), ("I-1", "B"), ("I-2", "C")));
        Assert.Equal(["I-2", "I-1"], file.Incidents.Select(document => document.Incident.Id));
        Assert.Equal(["A", "C"], file.Incidents[0].ActionItems!.Select(item => item.Title));
        Assert.All(file.Incidents, document =>
        {
            var again = One(Encoding.UTF8.GetString(document.Source.Span));
            Assert.Equal(SampleFiles.Reading(document), SampleFiles.Reading(again));
            Assert.Equal(document.Fingerprint, again.Fingerprint);
            Assert.True(document.Source.Span.SequenceEqual(again.Source.Span));
        });
    }

    [Fact]
    public void Only_an_incidents_own_records_tell_one_revision_from_another()
    {
        var before = Read(FollowUps(("I-1", "A"), ("I-2", "B")));
        var after = Read(FollowUps(("I-1", "A"), ("I-2", "B, soon")));
        Assert.Equal(before.Incidents[0].Fingerprint, after.Incidents[0].Fingerprint);
        Assert.NotEqual(before.Incidents[1].Fingerprint, after.Incidents[1].Fingerprint);
        Assert.Equal(before.Incidents[0].Fingerprint, One(FollowUps(("I-1", "A"))).Fingerprint);
    }

    [Fact]
    public void No_records_say_that_there_is_nothing_to_do_and_no_list_says_nothing()
    {
        Assert.Empty(One("""{"follow_ups": [], "pagination_meta": {"page_size": 25}}""").ActionItems!);
        Assert.Null(One("""{"incident": {"incidentID": "1", "title": "T"}}""").ActionItems);
        Assert.Equal("", One("""{"follow_ups": [], "pagination_meta": {"page_size": 25}}""").Incident.Id);
    }

    [Fact]
    public void Text_of_several_sentences_is_title_and_details()
    {
        var todo = (string text) => OneItem($$$"""
            {"data": {"type": "incident_todos", "id": "1", "attributes": {"content": {{{JsonSerializer.Serialize(text)}}} } } }
            """);
        Assert.Equal("Mend the lift", todo("Mend the lift. Then say so.").Title);
        Assert.Equal(["Then say so."], todo("Mend the lift. Then say so.").Details);
        Assert.Equal("Ask e.g. Redis 7.2 people, i.e. Bo", todo("Ask e.g. Redis 7.2 people, i.e. Bo.").Title);
        Assert.Equal(("Mend it", "Why: it broke."), (todo("Mend it.\n\nWhy: it broke.").Title, todo("Mend it.\n\nWhy: it broke.").Details[0]));
        var longest = todo(string.Concat(Enumerable.Repeat("long ", 500)));
        Assert.InRange(longest.Title.Length, 900, 1_000);
        Assert.Equal(2_499, longest.Title.Length + 1 + Assert.Single(longest.Details).Length);
    }

    [Fact]
    public void Broken_JSON_has_the_problems_of_JSON()
    {
        var problem = Assert.Single(Read("{\"follow_ups\": [{\"incident_id\": \"I\", \"title\": \"A\" \"status\": 1}]}").Problems);
        Assert.Contains("no comma separates", problem.Wrong, StringComparison.Ordinal);
        Assert.True(Read("{\"follow_ups\": [{\"incident_id\": \"I\", \"title\": \"A").EndsTooEarly);
        Assert.Contains("cannot be an incident's id", Assert.Single(Read(FollowUps(("a/b", "A"))).Problems).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_times_the_export_costs_about_four_times_the_work()
    {
        static byte[] Text(int records) => Encoding.UTF8.GetBytes(FollowUps([.. Enumerable.Range(0, records).Select(n => ($"I-{n / 3}", $"Do {n}"))]));
        LinearWork.IsDoneBy(text => SampleFiles.Read("a.json", text), Text(600), Text(600 * LinearWork.Times), "export");
    }

    private static string FollowUps(params IEnumerable<(string Incident, string Title)> records)
    {
        var each = records.Select(record =>
            $$"""{"id": "F-{{record.Title}}", "incident_id": "{{record.Incident}}", "title": "{{record.Title}}", "status": "outstanding"}""");
        return $$"""{"follow_ups": [{{string.Join(",\n ", each)}}], "pagination_meta": {"after": null} }""";
    }

    private static DocumentFormat Format(string text) => SampleFiles.Format("export.json", Encoding.UTF8.GetBytes(text));

    private static ParsedFile Read(string text)
    {
        Assert.NotEqual("json", Format(text).Word);
        return SampleFiles.Read("export.json", Encoding.UTF8.GetBytes(text));
    }

    private static IncidentDocument One(string text)
    {
        var file = Read(text);
        Assert.Empty(file.Problems);
        return Assert.Single(file.Incidents);
    }

    private static ActionItem OneItem(string text) => Assert.Single(One(text).ActionItems!);
}
