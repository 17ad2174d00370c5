using System.Text;
using System.Text.Json;
using ActionSync.Items;

namespace ActionSync.Documents.Json;

/// <summary>Turns an object of facts, whatever their names, into words for people; facts within facts are left alone.</summary>
internal static class ImpactFacts
{
    public const string Right = "an object of facts, or a sentence";

    public static IReadOnlyList<Fact> Read(ref JsonCursor json, string name)
    {
        var facts = new List<Fact>();
        if (json.Token == JsonTokenType.String)
            Add(facts, name, Scalar(ref json));
        else if (json.Token == JsonTokenType.StartObject)
            ReadObject(ref json, facts);
        else
            json.Mismatch(Right);
        return facts;
    }

    private static void ReadObject(ref JsonCursor json, List<Fact> facts)
    {
        json.OpenObject();
        while (json.NextKey() is { } key)
            Add(facts, key, json.Token == JsonTokenType.StartArray ? Joined(ref json) : Scalar(ref json));
    }

    private static string Joined(ref JsonCursor json)
    {
        var values = new List<string>();
        json.OpenArray();
        while (json.NextElement())
        {
            if (Scalar(ref json) is { Length: > 0 } value && values.Count < Limits.Facts)
                values.Add(value);
        }
        return string.Join(", ", values);
    }

    private static string? Scalar(ref JsonCursor json)
    {
        switch (json.Token)
        {
            case JsonTokenType.String:
                return json.Text() is { } text ? TextRules.OneLine(ref json, text, Limits.Text, "a shorter text") : null;
            case JsonTokenType.Number:
                return json.NumberText;
            case JsonTokenType.True:
                return "yes";
            case JsonTokenType.False:
                return "no";
            default:
                json.Skip();
                return null;
        }
    }

    private static void Add(List<Fact> facts, string key, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || facts.Count == Limits.Facts || Humanise(key) is not { Length: > 0 } name)
            return;
        facts.Add(new Fact(Cut(name, Limits.FactName), Cut(value, Limits.FactValue)));
    }

    /// <summary>affected_users and affectedUsers become "Affected users".</summary>
    private static string Humanise(string key)
    {
        var words = new StringBuilder();
        foreach (var c in key)
        {
            var isGap = c is '_' or '-' || char.IsWhiteSpace(c) || char.IsControl(c);
            var startsWord = char.IsUpper(c) && words.Length > 0 && char.IsLower(words[^1]);
            if ((isGap || startsWord) && words.Length > 0 && words[^1] != ' ')
                words.Append(' ');
            if (!isGap)
                words.Append(words.Length == 0 ? char.ToUpperInvariant(c) : startsWord ? char.ToLowerInvariant(c) : c);
        }
        return words.ToString().TrimEnd();
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)}…";
}
