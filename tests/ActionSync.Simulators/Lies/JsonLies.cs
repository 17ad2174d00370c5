using System.Text.Json.Nodes;

namespace ActionSync.Simulators.Lies;

/// <summary>
/// Changes one place of a JSON answer: drops it, swaps it for another's, turns its list around, or puts something else there. Every name is as likely as any
/// other.
/// </summary>
internal sealed class JsonLies(Random random)
{
    private static readonly string[] Texts =
    [
        "", " ", "\u001b[2J\u001b[31mowned\u0007", "\u202egnirts", "a\r\nb: c", "\0", "open", "closed", "done", "javascript:alert(1)", "https://evil.example/x",
        "http://[", "../../other", "OPS-999999999", "OPS-2147483640",
        "9999-12-31T23:59:59Z", "9999-12-31", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000+1400", "2044-01-01T00:00:00Z", "yesterday", "-1",
        "1e999", "null", "P9",
        "<!-- actionsync:0123456789abcdef0123 -->", "actionsync-0123456789abcdef0123",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1", "2", "1.5", "1e99", "2147483647", "-2147483648", "9223372036854775807",
        "99999999999999999999999"];

    /// <summary>The changed answer, and what was changed.</summary>
    public (JsonNode? Json, string What) Change(JsonNode root)
    {
        if (Places(root, "$").GroupBy(p => p.Name).ToList() is not { Count: > 0 } groups)
            return (Other(root), "$ is something else");
        var alike = Pick(groups).ToList();
        var place = Pick(alike);
        switch (random.Next(8))
        {
            case 0:
                place.Remove();
                return (root, $"{place.Path} dropped");
            case 1:
                var (other, before) = (Pick(alike), place.Value?.DeepClone());
                place.Put(other.Value?.DeepClone());
                return (root, $"{place.Path} as {other.Path} instead of {before?.ToJsonString()}");
            case 2 when place.Value is JsonArray { Count: > 0 } list:
                return (root, $"{place.Path} {Rearrange(list)}");
            case 3 when root is JsonArray { Count: > 0 } all:
                return (root, $"$ {Rearrange(all)}");
            default:
                place.Put(Other(place.Value));
                var now = place.Value?.ToJsonString() ?? "null";
                return (root, $"{place.Path} is {(now.Length > 60 ? now[..60] + "..." : now)}");
        }
    }

    private string Rearrange(JsonArray list)
    {
        var index = random.Next(list.Count);
        switch (random.Next(4))
        {
            case 0:
                list.Add(list[index]?.DeepClone());
                return $"repeats element {index}";
            case 1:
                list.RemoveAt(index);
                return $"lacks element {index}";
            case 2:
                list.Clear();
                return "is empty";
            default:
                var reversed = list.Select(e => e?.DeepClone()).Reverse().ToArray();
                list.Clear();
                foreach (var element in reversed)
                    list.Add(element);
                return "is turned around";
        }
    }

    private JsonNode? Other(JsonNode? value) => random.Next(9) switch
    {
        0 => null,
        1 => JsonNode.Parse(Pick(Numbers)),
        2 => new JsonArray(value?.DeepClone()),
        3 => new JsonObject { ["value"] = value?.DeepClone() },
        4 => value is JsonArray { Count: > 0 } list ? list[0]?.DeepClone() : new JsonArray(),
        5 => JsonValue.Create(random.Next(2) == 0),
        6 => random.Next(4) == 0 ? Deep() : JsonValue.Create(new string('x', 70_000)),
        7 when value is JsonValue known => JsonValue.Create(known.ToString()),
        _ => JsonValue.Create(Pick(Texts)),
    };

    private static JsonNode Deep()
    {
        JsonNode deep = new JsonArray();
        for (var level = 0; level < 200; level++)
            deep = new JsonArray(deep);
        return deep;
    }

    private static IEnumerable<Place> Places(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(p => Places(p.Value, $"{path}.{p.Key}").Prepend(new Place(map, p.Key, -1, p.Key, $"{path}.{p.Key}"))),
        JsonArray list =>
            list.SelectMany((e, i) => Places(e, $"{path}[{i}]").Prepend(new Place(list, null, i, path[(path.LastIndexOf('.') + 1)..] + "[]", $"{path}[{i}]"))),
        _ => [],
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>Where a value stands, in an object under a key or in a list.</summary>
    private sealed record Place(JsonNode Parent, string? Key, int Index, string Name, string Path)
    {
        public JsonNode? Value => Key is null ? Parent[Index] : Parent[Key];

        public void Put(JsonNode? value)
        {
            if (Key is null)
                Parent[Index] = value;
            else
                Parent[Key] = value;
        }

        public void Remove()
        {
            if (Key is null)
                ((JsonArray)Parent).RemoveAt(Index);
            else
                ((JsonObject)Parent).Remove(Key);
        }
    }
}
