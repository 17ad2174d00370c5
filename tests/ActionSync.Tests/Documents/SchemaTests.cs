using System.Text.Json;
using ActionSync.Documents.Values;
using ActionSync.Documents.Json;
using ActionSync.Testing;

namespace ActionSync.Tests.Documents;

/// <summary><c>config/incident.schema.json</c> and the parser say the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "config", "incident.schema.json"))).RootElement;
    internal static readonly MiniSchema Schema = new(Root);

    [Fact]
    public void The_sample_is_valid_by_the_schema_too() => Assert.Empty(Schema.Errors(JsonDocument.Parse(File.ReadAllText(Repository.Sample)).RootElement));

    [Fact]
    public void The_schema_lists_the_fields_that_the_parser_knows() =>
    AssertSame(IncidentShape.Document, Root.GetProperty("$defs").GetProperty("document"), "$");

    [Fact]
    public void The_schema_lists_the_status_words_that_the_parser_knows()
    {
        var words = Definition("action_item").GetProperty("properties").GetProperty("status").GetProperty("enum").EnumerateArray()
            .Where(w => w.ValueKind == JsonValueKind.String);
        Assert.Equal(StatusWords.All.Keys.Order(StringComparer.Ordinal), words.Select(w => w.GetString()!).Order(StringComparer.Ordinal));
        Assert.All(StatusWords.All, word => Assert.Equal(word.Value, Some.OneItem($"\"status\": \"{word.Key}\"").Status));
    }

    [Theory]
    [InlineData("\"priority\": \"P0\"")]
    [InlineData("\"priority\": \"p4\"")]
    [InlineData("\"priority\": \"P5\"")]
    [InlineData("\"priority\": \"P11\"")]
    [InlineData("\"priority\": \"\"")]
    [InlineData("\"priority\": 1")]
    [InlineData("\"deadline\": \"2024-01-22\"")]
    [InlineData("\"deadline\": \"2024-01-22T17:00\"")]
    [InlineData("\"deadline\": \"2024-01-22 17:00:00,5+0130\"")]
    [InlineData("\"deadline\": \"2024-01-22T17\"")]
    [InlineData("\"deadline\": \"22.01.2024\"")]
    [InlineData("\"deadline\": \"\"")]
    [InlineData("\"deadline\": null")]
    [InlineData("\"status\": \"wont_do\"")]
    [InlineData("\"status\": \"later\"")]
    [InlineData("\"id\": \"\"")]
    [InlineData("\"id\": null")]
    [InlineData("\"id\": 5")]
    [InlineData("\"owner\": \"\"")]
    [InlineData("\"owner\": {}")]
    [InlineData("\"url\": null")]
    [InlineData("\"anything\": [{}]")]
    public void Schema_and_parser_agree_on_an_item(string field)
    {
        var json = Some.Item(field);
        Assert.Equal(Some.Parse(json).Problems.Count == 0, !Schema.Errors(JsonDocument.Parse(json).RootElement).Any());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("5")]
    [InlineData("{\"incident\": {\"id\": \"A/1\", \"title\": \"T\"}}")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \" \"}}")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"impact\": \"bad\", \"context\": null}")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"impact\": 5}")]
    [InlineData("{\"incident\": {\"id\": \"I\", \"title\": \"T\"}, \"action_items\": null}")]
    [InlineData("[{\"incident\": {\"id\": \"I\", \"title\": \"T\", \"affected_services\": [null]}}]")]
    public void Schema_and_parser_agree_on_a_document(string json) =>
        Assert.Equal(Some.Parse(json).Problems.Count == 0, !Schema.Errors(JsonDocument.Parse(json).RootElement).Any());

    private static JsonElement Definition(string name) => Root.GetProperty("$defs").GetProperty(name);

    private static void AssertSame(Shape shape, JsonElement schema, string path)
    {
        var properties = schema.GetProperty("properties");
        Assert.Equal(
            shape.Fields.Select(f => f.Name).Order(StringComparer.Ordinal), properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        var required = schema.TryGetProperty("required", out var names) ? MiniSchema.Strings(names) : [];
        Assert.Equal(shape.Fields.Where(f => f.IsNeeded).Select(f => f.Name), required);
        foreach (var field in shape.Fields)
        {
            var said = Schema.Resolve(properties.GetProperty(field.Name));
            var kinds = said.TryGetProperty("type", out var type)
                ? MiniSchema.Strings(type)
                : said.GetProperty("enum").EnumerateArray().Select(w => w.ValueKind.ToString().ToLowerInvariant()).Distinct();
            Assert.True(kinds.Contains(field.Kind), $"{path}.{field.Name} is {field.Kind}");
            Assert.True(kinds.Contains("null") == field.MayBeNull, $"{path}.{field.Name} may be null: {field.MayBeNull}");
            Assert.True(field.MaxLength == (said.TryGetProperty("maxLength", out var most) ? most.GetInt32() : null),
                $"{path}.{field.Name} has at most {field.MaxLength} characters");
            if (field.Inner is { } inner)
                AssertSame(inner, field.Kind == "array" ? Schema.Resolve(said.GetProperty("items")) : said, $"{path}.{field.Name}");
        }
    }
}
