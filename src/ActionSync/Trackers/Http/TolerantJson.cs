using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActionSync.Trackers.Http;

/// <summary>Reads a value that may turn out to be something else, in one pass where it does not.</summary>
internal static class TolerantJson
{
    /// <summary>Reads the value on which the reader stands, and which is not null.</summary>
    /// <returns>False where it cannot be read; the reader stands on it as before.</returns>
    public static bool TryRead<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type, JsonSerializerOptions options, out T? value)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return TryReadHere(ref reader, type, options, out value);
        var beginning = reader;
        if (TryReadHere(ref reader, type, options, out value))
            return true;
        reader = beginning;
        return false;
    }

    /// <summary>What is no object and no list leaves the reader where it is.</summary>
    private static bool TryReadHere<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type, JsonSerializerOptions options, out T? value)
    {
        try
        {
            value = ((JsonConverter<T>)type.Converter).Read(ref reader, typeof(T), options);
            return true;
        }
        catch (Exception problem) when (IsOfTheValue(problem))
        {
            value = default;
            return false;
        }
    }

    /// <summary>Where in a value that cannot be read the trouble lies, as in <c>.statusCategory.key</c>; empty where it is the value itself.</summary>
    public static string WhereUnreadable<T>(JsonElement raw, JsonTypeInfo<T> type)
    {
        try
        {
            raw.Deserialize(type);
            return "";
        }
        catch (Exception problem) when (IsOfTheValue(problem))
        {
            return (problem as JsonException)?.Path is { Length: > 1 } path ? path[1..] : "";
        }
    }

    /// <summary>Converters say so in either way.</summary>
    private static bool IsOfTheValue(Exception problem) => problem is JsonException or InvalidOperationException or FormatException;
}
