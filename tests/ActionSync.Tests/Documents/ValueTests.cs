using ActionSync.Items;

namespace ActionSync.Tests.Documents;

/// <summary>What is accepted, and as what.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("P0", Priority.P0)]
    [InlineData("p1", Priority.P1)]
    [InlineData("P4", Priority.P4)]
    public void A_priority_is_read_in_any_case(string word, Priority priority) => Assert.Equal(priority, Some.OneItem($"\"priority\": \"{word}\"").Priority);

    [Theory]
    [InlineData("open", ItemState.Open)]
    [InlineData("To-Do", ItemState.Open)]
    [InlineData("TODO", ItemState.Open)]
    [InlineData("in progress", ItemState.InProgress)]
    [InlineData("In-Progress", ItemState.InProgress)]
    [InlineData("done", ItemState.Done)]
    [InlineData("Completed", ItemState.Done)]
    [InlineData("closed", ItemState.Done)]
    [InlineData("RESOLVED", ItemState.Done)]
    [InlineData("wont_do", ItemState.WontDo)]
    [InlineData("won't do", ItemState.WontDo)]
    [InlineData("Won’t-Do", ItemState.WontDo)]
    [InlineData("cancelled", ItemState.WontDo)]
    [InlineData("canceled", ItemState.WontDo)]
    [InlineData("duplicate", null)]
    [InlineData("", null)]
    public void A_status_word_is_forgiven_its_case_and_its_hyphens(string word, ItemState? state)
    {
        var json = Some.Item($"\"status\": \"{word}\"");
        if (state is null)
            Assert.Contains("in_progress", Some.OneProblem(json).Right, StringComparison.Ordinal);
        else
            Assert.Equal(state, Some.OneItem($"\"status\": \"{word}\"").Status);
    }

    [Theory]
    [InlineData("2024-01-22", "2024-01-22")]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2024-01-22T17:00:00Z", "2024-01-22T17:00:00+00:00")]
    [InlineData("2024-01-22t17:00:00z", "2024-01-22T17:00:00+00:00")]
    [InlineData("2024-01-22T17:00:00-05:00", "2024-01-22T17:00:00-05:00")]
    [InlineData("2024-01-22T17:00+0530", "2024-01-22T17:00:00+05:30")]
    [InlineData("2024-01-22T17:00+14", "2024-01-22T17:00:00+14:00")]
    [InlineData("2024-01-22 17:00", "2024-01-22T17:00:00+01:00")]
    [InlineData("2024-07-22T17:00:30", "2024-07-22T17:00:30+02:00")]
    [InlineData("2024-01-22T17:00:00.123456789Z", "2024-01-22T17:00:00+00:00")]
    [InlineData("2024-03-31T02:30", "2024-03-31T02:30:00+01:00")]
    [InlineData("2024-10-27T02:30", "2024-10-27T02:30:00+01:00")]
    public void A_deadline_is_a_day_or_a_time_and_a_time_without_offset_is_in_the_zone(string text, string deadline)
    {
        var read = Some.OneItem($"\"deadline\": \"{text}\"").Deadline!.Value;
        Assert.Equal(deadline, read.ToString());
        Assert.Equal(read, Deadline.ParseOrNull(deadline));
    }

    [Theory]
    [InlineData("2024-02-30", "does not exist")]
    [InlineData("2023-02-29", "does not exist")]
    [InlineData("2024-13-01", "does not exist")]
    [InlineData("2024-00-10", "does not exist")]
    [InlineData("0001-01-01", "outside the years")]
    [InlineData("9999-12-31", "outside the years")]
    [InlineData("22.01.2024", "is no date")]
    [InlineData("01/22/2024", "is no date")]
    [InlineData("2024-1-22", "is no date")]
    [InlineData("2024-01-22x", "is no date")]
    [InlineData(" 2024-01-22", "is no date")]
    [InlineData("２０２４-01-22", "is no date")]
    [InlineData("tomorrow", "is no date")]
    [InlineData("", "is no date")]
    [InlineData("2024-01-22T", "no valid time")]
    [InlineData("2024-01-22T25:00", "no valid time")]
    [InlineData("2024-01-22T24:00", "no valid time")]
    [InlineData("2024-01-22T17:60", "no valid time")]
    [InlineData("2024-01-22T17:00:60Z", "no valid time")]
    [InlineData("2024-01-22T17:00:00.Z", "no valid time")]
    [InlineData("2024-01-22T5pm", "no valid time")]
    [InlineData("2024-01-22T17:00+15:00", "no valid offset")]
    [InlineData("2024-01-22T17:00+01:60", "no valid offset")]
    [InlineData("2024-01-22T17:00+1", "no valid offset")]
    public void A_deadline_that_is_none_is_a_problem_that_says_why(string text, string wrong)
    {
        var problem = Some.OneProblem(Some.Item($"\"deadline\": \"{text}\""));
        Assert.Contains(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.Equal("action_items[0].deadline", problem.Path);
    }

    [Fact]
    public void A_day_will_do_for_when_an_incident_was_declared()
    {
        var document = Some.Incident("""{"incident": {"id": "I", "title": "T", "declared_at": "2024-07-01"}}""");
        Assert.Equal(new DateTimeOffset(2024, 7, 1, 0, 0, 0, TimeSpan.FromHours(2)), document.Incident.DeclaredAt);
    }

    [Theory]
    [InlineData("Add\\r\\nan\\talert", "Add an alert")]
    [InlineData("  Add an alert \\n", "Add an alert")]
    [InlineData("Add  two spaces", "Add  two spaces")]
    [InlineData("Add \\n\\n an alert", "Add an alert")]
    [InlineData("Add\\u2028an alert", "Add an alert")]
    [InlineData("\\u202eAdd an alert", "\u202eAdd an alert")]
    [InlineData("Größe prüfen 🚒", "Größe prüfen 🚒")]
    [InlineData("\\ud83d\\ude92", "🚒")]
    public void A_title_stands_on_one_line(string written, string read) =>
        Assert.Equal(read, Assert.Single(Some.Incident(Some.Document($$"""{"title": "{{written}}"}""")).ActionItems!).Title);

    [Fact]
    public void A_cause_keeps_its_paragraphs()
    {
        var document = Some.Incident("""{"incident": {"id": "I", "title": "T"}, "resolution": {"root_cause": " One.\r\n\r\nTwo.\n"}}""");
        Assert.Equal("One.\n\nTwo.", document.Incident.RootCause);
    }

    [Fact]
    public void Null_and_empty_text_of_what_is_not_needed_mean_that_it_is_not_said()
    {
        var item = Some.OneItem("\"id\": null, \"owner\": \"\", \"priority\": null, \"deadline\": null, \"type\": \" \", \"status\": null, \"url\": null, \"owners\": [], \"ticket\": null, \"details\": \" \"");
        Assert.Empty(item.Owners);
        Assert.Empty(item.Details);
        Assert.Equal(
            new ActionSync.Documents.ActionItem { Title = "Add an alert", Place = item.Place }, item with { Owners = [], Details = [], OwnerPlace = null });
    }

    [Fact]
    public void Owners_tickets_and_details_are_read_as_they_stand()
    {
        var item = Some.OneItem("""
            "owners": ["bo@b.c", "Alice"], "owner": "Alice", "ticket": "acme/shop#12",
            "details": ["One.\r\nTwo.", " "], "deadline": "2024-01-22T17:00:00.5+01:00"
            """);
        Assert.Equal("Alice", item.Owner);
        Assert.Equal(["Alice", "bo@b.c"], item.Owners);
        Assert.Equal("acme/shop#12", item.Ticket);
        Assert.Equal(["One.\nTwo."], item.Details);
        Assert.Equal("2024-01-22T17:00:00.5+01:00", item.WrittenDeadline);
        Assert.Equal(["Say why."], Some.OneItem("\"details\": \"Say why.\"").Details);
        Assert.Equal("Bo", Some.OneItem("\"owners\": [\"Bo\"]").Owner);
        Assert.Empty(Some.OneItem("\"owners\": [\"Bo\"]").Owners);
    }

    [Fact]
    public void What_the_document_itself_says_of_the_incident_stays_as_it_is_written()
    {
        var document = Some.Incident("""{"incident": {"id": "I", "title": "T", "severity": "sev-1", "declared_at": "2024-07-01T10:00Z"}}""");
        Assert.Equal(new ActionSync.Documents.WrittenIncident("I", "T", "sev-1", "2024-07-01T10:00Z"), document.Written);
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void An_item_knows_its_line() =>
        Assert.Equal([2, 4], Some.Incident(Some.Document("\n{\"title\": \"A\"},\n\n{\"title\": \"B\"}")).ActionItems!.Select(item => item.Line));

    [Fact]
    public void Fields_that_are_not_known_are_left_alone() =>
        Assert.Single(Some.Incident(Some.Item("\"effort\": {\"days\": [1, 2, {\"title\": 3}]}, \"notes\": null, \"x\": \"\\ud800\"")).ActionItems!);

    [Fact]
    public void A_document_without_the_key_has_no_list_and_an_empty_list_is_a_list()
    {
        Assert.Null(Some.Incident("""{"incident": {"id": "I", "title": "T"}}""").ActionItems);
        Assert.Empty(Some.Incident(Some.Document("")).ActionItems!);
    }

    [Fact]
    public void An_array_holds_several_incidents_each_with_its_own_source()
    {
        var (one, two) = (Some.Document("", "I-1"), Some.Document("", "I-2"));
        var file = Some.Parse($"\uFEFF \n[{one},\n {two}]\n");
        Assert.Empty(file.Problems);
        Assert.Equal([one, two], file.Incidents.Select(i => System.Text.Encoding.UTF8.GetString(i.Source.Span)));
    }

    [Fact]
    public void Impact_comes_before_customer_impact_and_facts_within_facts_are_left_out()
    {
        var impact = Some.Incident("""
            {"resolution": {"customer_impact": {"affectedUsers": 1.50, "list": [1, null, "b", {"c": 2}], "deep": {"x": 1}, "none": null}},
             "incident": {"id": "I", "title": "T"}, "impact": "Nobody\ncould pay"}
            """).Incident.Impact;
        Assert.Equal([new("Impact", "Nobody could pay"), new("Affected users", "1.50"), new("List", "1, b")], impact);
    }

    [Fact]
    public void People_who_are_only_an_address_go_by_it()
    {
        var document = Some.Incident(
            """{"incident": {"id": "I", "title": "T"}, "participants": [{"email": "a@b.c"}, {"role": "guest"}, {"name": "Bo", "role": "IC"}]}""");
        Assert.Equal([new("a@b.c", null, "a@b.c"), new("Bo", "IC", null)], document.Incident.Participants);
    }
}
