using System.Text.Json;
using ActionSync.Documents.Json;

namespace ActionSync.Documents.Exports;

/// <summary>One value of an export, with where it stands. Members that no reader asks for were never kept.</summary>
/// <param name="Token">Its kind: StartObject, StartArray, String, Number, True, False or Null.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its last one.</param>
internal sealed record ExportNode(JsonTokenType Token, int Line, int Start, int End)
{
    private static readonly IReadOnlyList<ExportNode> NoElements = [];

    /// <summary>A text, or a number as it is written; null of everything else.</summary>
    public string? Text { get; private init; }

    public IReadOnlyList<ExportNode> Elements { get; private init; } = NoElements;

    private Dictionary<string, ExportNode>? Members { get; init; }

    public bool IsObject => Token == JsonTokenType.StartObject;

    public bool IsList => Token == JsonTokenType.StartArray;

    /// <summary>A member that is there and is not null.</summary>
    public ExportNode? this[string name] => Members?.GetValueOrDefault(name);

    /// <summary>The elements of a list, or what stands there alone.</summary>
    public IReadOnlyList<ExportNode> OneOrMore => IsList ? Elements : [this];

    /// <summary>Reads the value that the cursor stands at; nothing of it is refused but what is no JSON.</summary>
    public static ExportNode Read(ref JsonCursor json, IReadOnlySet<string> names)
    {
        var (token, line, start) = (json.Token, json.Place.Line, json.Offset);
        switch (token)
        {
            case JsonTokenType.StartObject:
                var members = Object(ref json, names);
                return new ExportNode(token, line, start, json.End) { Members = members };
            case JsonTokenType.StartArray:
                var elements = List(ref json, names);
                return new ExportNode(token, line, start, json.End) { Elements = elements };
            default:
                var text = token == JsonTokenType.String ? json.AnyText() : token == JsonTokenType.Number ? json.NumberText : null;
                return new ExportNode(token, line, start, json.End) { Text = text };
        }
    }

    private static Dictionary<string, ExportNode> Object(ref JsonCursor json, IReadOnlySet<string> names)
    {
        var members = new Dictionary<string, ExportNode>(StringComparer.Ordinal);
        json.OpenObject();
        while (json.NextKey() is { } key)
        {
            if (json.Token == JsonTokenType.Null || !names.Contains(key))
                json.Skip();
            else
                members[key] = Read(ref json, names);
        }
        return members;
    }

    private static List<ExportNode> List(ref JsonCursor json, IReadOnlySet<string> names)
    {
        var elements = new List<ExportNode>();
        json.OpenArray();
        while (json.NextElement())
            elements.Add(Read(ref json, names));
        return elements;
    }
}

/// <summary>Ways through an export.</summary>
internal static class ExportNodes
{
    /// <summary>A member of a member, and so on; null where any of them is not there.</summary>
    public static ExportNode? At(this ExportNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            node = node?[name];
        return node;
    }
}
