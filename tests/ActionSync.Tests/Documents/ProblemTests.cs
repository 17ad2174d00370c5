using System.Text;
using ActionSync.Documents.Json;
using ActionSync.Documents.Values;
using ActionSync.Items;

namespace ActionSync.Tests.Documents;

/// <summary>What is refused, where, and in which words.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData("\"priority\": \"P5\"", "priority", "\"P5\" is not a priority", "P0, P1, P2, P3 or P4")]
    [InlineData("\"priority\": \"Heigh\"", "priority", "\"Heigh\" is not a priority", "P0, P1, P2, P3 or P4")]
    [InlineData("\"priority\": \" P1\"", "priority", "\" P1\" is not a priority", "P0, P1, P2, P3 or P4")]
    [InlineData("\"priority\": 1", "priority", "is a number", "P0, P1, P2, P3 or P4")]
    [InlineData("\"status\": \"later\"", "status", "\"later\" is not a status", "open, in_progress, done or wont_do")]
    [InlineData("\"deadline\": 20240122", "deadline", "is a number", "2024-01-22")]
    [InlineData("\"deadline\": {\"day\": 1}", "deadline", "is an object", "2024-01-22")]
    [InlineData("\"owner\": [\"a\"]", "owner", "is an array", "an address or a name")]
    [InlineData("\"owner\": true", "owner", "is true or false", "an address or a name")]
    [InlineData("\"owner\": \"a\\u0007b\"", "owner", "control character U+0007", "without control characters")]
    [InlineData("\"owner\": \"a\\u009bb\"", "owner", "control character U+009B", "without control characters")]
    [InlineData("\"owner\": \"a\\ud800b\"", "owner", "half of a surrogate pair", "whole characters")]
    [InlineData("\"id\": \"\"", "id", "is empty", "own id")]
    [InlineData("\"id\": \" \\u200b\"", "id", "nothing that can be seen", "own id")]
    [InlineData("\"id\": \"..\"", "id", "neither a letter nor a digit", "own id")]
    [InlineData("\"id\": 7", "id", "is a number", "a string")]
    [InlineData("\"url\": \"javascript:alert(1)\"", "url", "is no address", "https://")]
    [InlineData("\"url\": \"OPS-7\"", "url", "is no address", "https://")]
    [InlineData("\"type\": \"a\", \"type\": \"a\"", "type", "a second time", "each key once")]
    [InlineData("\"Deadline\": \"2024-01-22\"", "Deadline", "another spelling", "\"deadline\"")]
    [InlineData("\"x\": {\"a\": 1, \"\\u0061\": 2}", "x.a", "a second time", "each key once")]
    [InlineData("\"x\": [{\"a b\": 1, \"a b\": 2}]", "x[0][\"a b\"]", "a second time", "each key once")]
    [InlineData("\"\\ud800\": 1", "[\"\\\\ud800\"]", "half of a surrogate pair", "whole characters")]
    public void A_wrong_field_of_an_item_is_named_with_what_would_be_right(string field, string path, string wrong, string right)
    {
        var problem = Some.OneProblem(Some.Item(field));
        Assert.Equal(path.StartsWith('[') ? $"action_items[0]{path}" : $"action_items[0].{path}", problem.Path);
        Assert.Contains(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.Contains(right, problem.Right, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "incident", "is missing")]
    [InlineData("{\"incident\": null}", "incident", "is null")]
    [InlineData("{\"incident\": []}", "incident", "is an array")]
    [InlineData("{\"incident\": {\"title\": \"T\"}}", "incident.id", "is missing")]
    [InlineData("{\"incident\": {\"id\": \"I\"}}", "incident.title", "is missing")]
    [InlineData("{\"incident\": {\"id\": null, \"title\": \"T\"}}", "incident.id", "is null")]
    [InlineData("{\"incident\": {\"id\": 142, \"title\": \"T\"}}", "incident.id", "is a number")]
    [InlineData("{\"incident\": {\"id\": \"A/1\", \"title\": \"T\"}}", "incident.id", "slash")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \" \\t \"}}", "incident.title", "nothing that can be seen")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\", \"affected_services\": [\"a\", null]}}", "incident.affected_services[1]", "is null")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\", \"resolved_at\": \"2024-02-30T10:00Z\"}}", "incident.resolved_at", "does not exist")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"action_items\": null}", "action_items", "is null")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"action_items\": {}}", "action_items", "is an object")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"action_items\": [null]}", "action_items[0]", "is null")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"action_items\": [{}]}", "action_items[0].title", "is missing")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"actionItems\": []}", "actionItems", "another spelling")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"resolution\": {\"customer_impact\": 5}}", "resolution.customer_impact", "is a number")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"context\": {\"on_call\": \"x\"}}", "context.on_call", "is a string")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"participants\": [\"Jane\"]}", "participants[0]", "is a string")]
    [InlineData("[]", "$", "empty array")]
    [InlineData("[1]", "[0]", "is a number")]
    [InlineData("\"text\"", "$", "does not begin an incident document")]
    [InlineData("12", "$", "does not begin an incident document")]
    [InlineData("<html>", "$", "'<' does not begin an incident document")]
    public void A_wrong_document_is_named_where_it_is_wrong(string json, string path, string wrong)
    {
        var problem = Some.OneProblem(json);
        Assert.Equal(path, problem.Path);
        Assert.Contains(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.False(Some.Parse(json).EndsTooEarly);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_text()
    {
        var file = Some.Parse("""
            {
              "incident": { "id": "INC-1", "severity": 1 },
              "action_items": [
                { "title": "Größe 🚒", "priority": "P9", "deadline": "2024-02-30" },
                { "owner": "a", "owner": "b" }, // soon
                { "title": "größe   🚒!", }
              ],
              oops
            }
            """);
        Assert.Equal(
            [
                "2:15 incident.title", "2:44 incident.severity", "4:39 action_items[0].priority", "4:57 action_items[0].deadline",
                "5:5 action_items[1].title", "5:21 action_items[1].owner", "5:37 action_items[1]", "6:5 action_items[2]", "6:28 action_items[2].title",
                "8:3 action_items",
            ],
            file.Problems.Select(p => $"{p.Line}:{p.Column} {p.Path}"));
        Assert.Empty(file.Incidents);
    }

    [Theory]
    [InlineData("\"title\": \"Add an alert\"", "\"title\": \"add  an ALERT.\"")]
    [InlineData("\"title\": \"Prüfe\"", "\"title\": \"PRU\u0308FE\"")]
    [InlineData("\"title\": \"Ｐａｇｅ\"", "\"title\": \"page\u200b\"")]
    [InlineData("\"title\": \"A\", \"id\": \"x\"", "\"title\": \"B\", \"id\": \"x\"")]
    public void Two_items_with_one_identity_are_a_problem(string one, string two)
    {
        var problem = Some.OneProblem(Some.Document($"{{{one}}}, {{{two}}}"));
        Assert.Equal("action_items[1]", problem.Path);
        Assert.Contains("beside action_items[0]", problem.Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"title\": \"A\", \"id\": \"x\"", "\"title\": \"A\", \"id\": \"y\"")]
    [InlineData("\"title\": \"A\", \"id\": \"x\"", "\"title\": \"A\"")]
    [InlineData("\"title\": \"A\", \"id\": \"x\"", "\"title\": \"A\", \"id\": \"X\"")]
    [InlineData("\"title\": \"???\"", "\"title\": \"!!!\"")]
    [InlineData("\"title\": \"Learn C#\"", "\"title\": \"Learn C++\"")]
    public void Items_that_can_be_told_apart_are_two(string one, string two) =>
        Assert.Equal(2, Some.Incident(Some.Document($"{{{one}}}, {{{two}}}")).ActionItems!.Count);

    [Fact]
    public void One_incident_twice_in_a_file_is_a_problem()
    {
        var problem = Some.OneProblem($"[{Some.Document("")}, {Some.Document("", "I-2")}, {Some.Document("")}]");
        Assert.Equal("[2]", problem.Path);
        Assert.Contains("a second document of incident \"INC-1\", beside [0]", problem.Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title", 1_000)]
    [InlineData("id", 200)]
    [InlineData("owner", 500)]
    public void Text_has_a_greatest_length_counted_in_characters(string field, int longest)
    {
        string Json(int length) => Some.Document($$"""{{{(field == "title" ? "" : "\"title\": \"A\", ")}}"{{field}}": "{{string.Concat(Enumerable.Repeat("a🚒", length / 2))}}{{(length % 2 == 1 ? "b" : "")}}"}""");
        Assert.Empty(Some.Parse(Json(longest)).Problems);
        Assert.Contains("longer than", Some.OneProblem(Json(longest + 1)).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_items_has_a_limit()
    {
        static string Items(int count) => Some.Document(string.Join(',', Enumerable.Range(0, count).Select(n => $"{{\"title\": \"t{n}\"}}")));
        Assert.Empty(Some.Parse(Items(10_000)).Problems);
        Assert.Equal("action_items[10000]", Some.OneProblem(Items(10_001)).Path);
    }

    [Fact]
    public void A_file_that_is_wrong_throughout_gets_a_list_of_bounded_length()
    {
        var file = Some.Parse(Some.Document(string.Join(',', Enumerable.Repeat("5", 5_000))));
        Assert.Equal(1_001, file.Problems.Count);
        Assert.Equal("4,000 more problems are not listed", file.Problems[^1].Wrong);
    }

    [Theory]
    [InlineData("\"priority\": \"Hihg\"", "High, P2")]
    [InlineData("\"priority\": \"hihg\"", "high, P2")]
    [InlineData("\"priority\": \" P1\"", "P1")]
    [InlineData("\"priority\": \"crit\"", "critical, P1")]
    [InlineData("\"priority\": \"P5\"", null)]
    [InlineData("\"priority\": \"\"", null)]
    [InlineData("\"priority\": \"sometime next year\"", null)]
    [InlineData("\"status\": \"dnoe\"", "done")]
    [InlineData("\"status\": \"in progres\"", "in_progress")]
    [InlineData("\"status\": \"closd\"", "closed, done")]
    public void A_word_that_is_nearly_one_of_ours_is_told_what_was_probably_meant(string field, string? meant)
    {
        var problem = Some.OneProblem(Some.Item(field));
        Assert.Equal(meant, problem.Suggestion);
        Assert.Contains(meant is null ? "; right would be " : $" (did you mean {meant}?)", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_a_house_are_near_too()
    {
        var words = WordTables.BuiltIn.With(new DocumentWords { Priority = new Dictionary<string, Priority> { ["Showstopper"] = Priority.P0 } });
        Assert.Equal("Showstopper, P0", words.NearPriority("Showstoper"));
    }

    [Theory]
    [InlineData("{\"titel\": \"Add an alert\"}", "titel", 2)]
    [InlineData("{\"owner\": \"a\", \"Tilte\": \"Add an alert\"}", "Tilte", 16)]
    public void A_needed_key_with_a_slip_of_the_finger_is_told_where_it_stands(string item, string key, int at)
    {
        var problem = Some.OneProblem(Some.Document(item));
        Assert.Equal("action_items[0].title", problem.Path);
        Assert.Equal($"is missing, and \"{key}\" is not a known key (did you mean title?)", problem.Sentence);
        Assert.Equal(Some.Document("").IndexOf("[]", StringComparison.Ordinal) + 1 + at, problem.Column);
    }

    [Fact]
    public void Each_problem_knows_the_item_that_it_is_about()
    {
        var file = Some.Parse(Some.Document(
            "{\"priority\": \"x1\", \"title\": \"One\"}, {\"title\": \"Two\", \"status\": \"x\"}, {\"title\": \"one\"}, {\"title\": 5}"));
        Assert.Equal(["One", "Two", "one", null], file.Problems.Select(problem => problem.Item));
    }

    [Fact]
    public void Deep_unknown_values_are_skipped_and_deeper_ones_refused()
    {
        static string Nested(int levels) => $"{{\"incident\": {{\"id\": \"I\", \"title\": \"T\"}}, \"x\": {new string('[', levels)}{new string(']', levels)}}}";
        Assert.Empty(Some.Parse(Nested(63)).Problems);
        Assert.Contains("nested too deep", Some.OneProblem(Nested(64)).Wrong, StringComparison.Ordinal);
        Assert.Contains("nested too deep", Some.OneProblem(Nested(1_000_000)).Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_stands_twice_is_found_among_many_and_in_objects_within_objects()
    {
        static string Keys(string prefix, int count) => string.Join(',', Enumerable.Range(0, count).Select(n => $"\"{prefix}{n}\": {{\"a\": {{\"a\": 0}}}}"));
        static string Json(string last) =>
            Some.Item($"\"x\": [{{{Keys("k", 40)}}}, {{{Keys("k", 100)}, {Keys("m", 31)}, \"{last}\": 0}}, {{{Keys("k", 40)}}}]");
        Assert.Empty(Some.Parse(Json("new")).Problems);
        foreach (var key in new[] { "k0", "k31", "k32", "k99", "m30" })
            Assert.Equal($"action_items[0].x[1].{key}", Some.OneProblem(Json(key)).Path);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_named_with_their_place()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{\"incident\": {\"id\": \"I\",\n \"title\": \"Gr"), 0xFC,
            .. Encoding.UTF8.GetBytes("n\", \"severity\": 1}}")];
        var file = IncidentParser.Parse(bytes, TimeZoneInfo.Utc);
        Assert.Equal([(2, 14), (2, 31)], file.Problems.Select(p => (p.Line, p.Column)));
        Assert.Contains("0xFC is not UTF-8", file.Problems[0].Wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Other_encodings_are_named(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var preamble in new[] { encoding.GetPreamble(), [] })
        {
            var file = IncidentParser.Parse((byte[])[.. preamble, .. encoding.GetBytes("{}")], TimeZoneInfo.Utc);
            Assert.Contains("UTF-8", Assert.Single(file.Problems).Right, StringComparison.Ordinal);
            Assert.False(file.EndsTooEarly);
        }
    }
}
