using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;
using ActionSync.Hosting;
using ActionSync.People;
using ActionSync.Testing;

namespace ActionSync.Tests.Configuration;

/// <summary>The options, <c>config/appsettings.json</c> and its schema say the same.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Schema = Read("appsettings.schema.json");
    private static readonly JsonNode Shipped = Read("appsettings.json");

    public static TheoryData<string> Keys => [.. Catalog.Default.Schema().All().Select(key => key.Path)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_known_key_is_described_in_the_schema(string path)
    {
        var key = Catalog.Default.Schema().All().Single(known => known.Path == path);
        var described = Find(path);

        Assert.True(described is not null, $"The schema lacks {path}.");
        Assert.False(string.IsNullOrWhiteSpace((string?)described["description"]), $"The schema describes {path} with nothing.");
        Assert.True(described["type"] is not null, $"The schema has no type for {path}.");
        if (key.Property is null)
            return;
        AssertSame(key.Path.EndsWith("File", StringComparison.Ordinal) ? null : Spelled(key), described["default"], path);
        AssertRules(key.Property, described, path);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_known_key_stands_in_the_shipped_file_with_its_default(string path)
    {
        var described = Find(path)!;
        var at = Shipped;
        foreach (var level in Samples.Aggregate(path, (spelled, sample) => spelled.Replace($"Trackers:{sample.Kind}:", $"Trackers:{sample.Name}:"))
            .Replace("ADDRESS", "$alice@example.com").Replace("NAME", "$payments").Split(':'))
        {
            Assert.True(at is JsonArray || at!.AsObject().ContainsKey(level), $"config/appsettings.json lacks {path}.");
            at = at is JsonArray list ? list[int.Parse(level)] : at[level];
        }
        if (described.AsObject().TryGetPropertyValue("default", out var expected))
            AssertSame(expected, at, path);
    }

    [Fact]
    public void The_schema_describes_no_key_that_the_program_does_not_know()
    {
        var known = Catalog.Default.Schema().All().Select(key => key.Path).ToHashSet();
        var described = Properties(Schema, "").Concat(Kinds.SelectMany(kind => Properties(Schema["$defs"]![kind.Key]!, $"Trackers:{kind.Value}:")))
            .Concat(Properties(Schema["$defs"]!["Route"]!, "Routes:0:")).Concat(Properties(Schema["$defs"]!["Person"]!, "People:ADDRESS:"))
            .Concat(Properties(Schema["$defs"]!["Group"]!, "Groups:NAME:"));

        Assert.DoesNotContain(described, path => path != "$schema" && !known.Contains(path));
    }

    [Fact]
    public void The_notes_in_the_shipped_file_are_right_once_their_secrets_are_given()
    {
        using var place = new Workplace();
        place.Shared(Shipped.ToJsonString().Replace("\"$", "\"").Replace("\"schema\"", "\"$schema\""))
            .Env("Trackers:github:Token", "a-token").Env("Trackers:jira:Token", "a-token").Env("Trackers:jira:Email", "bot@example.com");

        var loaded = place.Load();

        Assert.Empty(loaded.Problems);
        Assert.Equal(Samples.Select(sample => sample.Name.TrimStart('$')).Order(), loaded.Options.Trackers.Keys.Order());
    }

    private static Dictionary<string, string> Kinds { get; } = Catalog.Default.Trackers.ToDictionary(
        kind => kind.Name + "Tracker", kind => kind.Name.ToUpperInvariant());

    /// <summary>The shipped file has a tracker of each kind.</summary>
    private static IReadOnlyList<(string Kind, string Name)> Samples { get; } =
        [.. Shipped["Trackers"]!.AsObject().Select(tracker => (((string)tracker.Value!["Kind"]!).ToUpperInvariant(), tracker.Key))];

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "config", name)))!;

    /// <summary>What the schema says of a key; null where it says nothing.</summary>
    private static JsonNode? Find(string path)
    {
        var levels = path.Split(':');
        var (start, below) = levels switch
        {
            ["Trackers", var kind, ..] => (Schema["$defs"]![Kinds.Single(known => known.Value == kind).Key], levels[2..]),
            ["Routes", _, ..] => (Schema["$defs"]!["Route"], levels[2..]),
            ["People", _, ..] => (Schema["$defs"]!["Person"], levels[2..]),
            ["Groups", _, ..] => (Schema["$defs"]!["Group"], levels[2..]),
            _ => (Schema, levels),
        };
        return below.Aggregate(start, (at, level) => at?["properties"]?[level]);
    }

    private static IEnumerable<string> Properties(JsonNode section, string path) => section["properties"]!.AsObject().SelectMany(property =>
        property.Value!["$ref"] is null && property.Value["properties"] is not null ? Properties(property.Value, $"{path}{property.Key}:")
        : path == "" && property.Key is "Trackers" or "Routes" or "People" or "Groups" ? []
        : new[] { path + property.Key });

    private static void AssertRules(PropertyInfo property, JsonNode described, string path)
    {
        var items = described["items"] ?? described["additionalProperties"] ?? described;
        if (Attribute.GetCustomAttribute(property, typeof(BetweenAttribute), inherit: true) is BetweenAttribute range)
            Assert.Equal((path, range.Least, range.Most), (path, (long?)items["minimum"], (long?)items["maximum"]));
        if (path == "People:ADDRESS:Channel")
            Assert.Equal(
                [.. Catalog.Default.Channels.Select(channel => channel.Name), PersonOptions.NoChannel, null],
                described["enum"]!.AsArray().Select(word => (string?)word));
        if (property.PropertyType.IsEnum)
            Assert.Superset(Enum.GetNames(property.PropertyType).ToHashSet(), described["enum"]!.AsArray().Select(word => (string)word!).ToHashSet());
        if (property.IsDefined(typeof(NotEmptyAttribute)))
            Assert.Equal(1, (int?)described["minItems"]);
    }

    /// <summary>The default as a file would spell it.</summary>
    private static JsonNode? Spelled(KnownKey key) => key.Property!.GetCustomAttribute<UnderDataAttribute>()?.Spelled ?? Spell(key.Default);

    private static JsonNode? Spell(object? value) => value switch
    {
        null or "" => null,
        string text => text,
        bool truth => truth,
        int or long => Convert.ToInt64(value),
        TimeSpan span => span.ToString("c"),
        TimeOnly time => time.ToString("HH:mm"),
        TimeZoneInfo zone => zone.Id,
        LogFormat format => format.ToString().ToLowerInvariant(),
        DayOfWeek day => day.ToString()[..3],
        Enum word => word.ToString(),
        IDictionary map => new JsonObject(map.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, Spell(map[key])))),
        IEnumerable list => new JsonArray([.. list.Cast<object>().Select(Spell)]),
        _ => throw new InvalidOperationException($"No spelling for {value.GetType()}."),
    };

    private static void AssertSame(JsonNode? expected, JsonNode? actual, string path) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{path}: {expected?.ToJsonString() ?? "null"} here, {actual?.ToJsonString() ?? "null"} there.");
}
