using System.Text.Json.Nodes;
using ActionSync.Testing;

namespace ActionSync.Tests.Contracts;

/// <summary>What a vendor says of the members of its answers: names and types, made by <c>tabulate.py</c> from its description.</summary>
internal sealed class ContractTable
{
    private readonly Dictionary<string, Dictionary<string, ContractMember>> _schemas;

    private ContractTable(IEnumerable<ContractMember> members) =>
        _schemas = members.GroupBy(m => m.Schema).ToDictionary(g => g.Key, g => g.ToDictionary(m => m.Name));

    public static ContractTable Load(string vendor)
    {
        var path = Path.Combine(Repository.Root, "tests", "ActionSync.Tests", "Contracts", vendor + ".tsv");
        return new ContractTable(File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).Select(cells =>
            new ContractMember(cells[0], cells[1], cells[2], cells[3] == "yes", cells[4] == "yes")));
    }

    public IEnumerable<ContractMember> Of(string schema) => _schemas[schema].Values;

    public ContractMember? Find(string schema, string member) =>
        _schemas.TryGetValue(schema, out var members)
            ? members.GetValueOrDefault(member)
            : throw new ArgumentException($"The table has no schema {schema}.", nameof(schema));

    /// <summary>
    /// Every place where an answer contradicts the table, each with its path; members that the table does not know are the vendor's own affair.
    /// </summary>
    /// <param name="type">As in the table: <c>#User</c>, <c>[#User]</c>, <c>string</c>.</param>
    public IReadOnlyList<string> Problems(JsonNode? value, string type, string path = "$")
    {
        var problems = new List<string>();
        Check(value, type, path, problems);
        return problems;
    }

    /// <summary>The alternatives of a type: those between brackets stay together.</summary>
    public static IReadOnlyList<string> Alternatives(string type)
    {
        var (all, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < type.Length; i++)
        {
            depth += type[i] switch { '[' or '{' => 1, ']' or '}' => -1, _ => 0 };
            if (type[i] != '|' || depth > 0)
                continue;
            all.Add(type[start..i]);
            start = i + 1;
        }
        return [.. all, type[start..]];
    }

    private void Check(JsonNode? value, string type, string path, List<string> problems)
    {
        var tries = Alternatives(type).Select(alternative =>
        {
            var found = new List<string>();
            CheckOne(value, alternative, path, found);
            return found;
        }).ToList();
        if (tries.TrueForAll(found => found.Count > 0))
            problems.AddRange(tries.MinBy(found => found.Count)!);
    }

    private void CheckOne(JsonNode? value, string type, string path, List<string> problems)
    {
        switch (type[0])
        {
            case '[' when value is JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    Check(list[i], type[1..^1], $"{path}[{i}]", problems);
                break;
            case '{' when value is JsonObject map:
                foreach (var (name, one) in map)
                    Check(one, type[1..^1], $"{path}.{name}", problems);
                break;
            case '#' when value is JsonObject json:
                CheckObject(json, type[1..], path, problems);
                break;
            default:
                if (!IsOf(value, type))
                    problems.Add($"{path}: {value?.GetValueKind().ToString() ?? "null"} where {type} is right");
                break;
        }
    }

    private void CheckObject(JsonObject json, string schema, string path, List<string> problems)
    {
        foreach (var member in Of(schema))
        {
            if (!json.TryGetPropertyValue(member.Name, out var value))
            {
                if (member.Required)
                    problems.Add($"{path}.{member.Name} is missing");
            }
            else if (value is not null)
                Check(value, member.Type, $"{path}.{member.Name}", problems);
            else if (!member.Nullable && member.Type != "any")
                problems.Add($"{path}.{member.Name} is null");
        }
    }

    private static bool IsOf(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("any", _) => true,
        ("string", System.Text.Json.JsonValueKind.String) => true,
        ("integer", System.Text.Json.JsonValueKind.Number) => value!.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-'),
        ("number", System.Text.Json.JsonValueKind.Number) => true,
        ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
        _ => false,
    };
}

internal sealed record ContractMember(string Schema, string Name, string Type, bool Required, bool Nullable);
