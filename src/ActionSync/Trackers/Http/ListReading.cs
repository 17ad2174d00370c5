using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActionSync.Trackers.Http;

/// <summary>A list of which each entry was read for itself: one that cannot be read costs that entry and no other.</summary>
[JsonConverter(typeof(ListReadingConverterFactory))]
internal sealed record ListReading<T>(IReadOnlyList<T> Entries, IReadOnlyList<UnreadEntry> Unread)
    where T : class;

/// <summary>An entry of a list that cannot be read.</summary>
/// <param name="Raw">The entry as it came.</param>
/// <param name="Why">The member and what is wrong with it, as in "$[3].title in a form that cannot be read".</param>
internal sealed record UnreadEntry(JsonElement Raw, string Why)
{
    /// <summary>A whole number of the entry; null where it has none of that name.</summary>
    public long? Number(string name) =>
        Raw.ValueKind == JsonValueKind.Object && Raw.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A member of the entry; undefined where there is none of that name.</summary>
    public JsonElement Member(string name) => Raw.ValueKind == JsonValueKind.Object && Raw.TryGetProperty(name, out var value) ? value : default;
}

/// <summary>Makes the converter of each kind of list.</summary>
internal sealed class ListReadingConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ListReading<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<ListReading<T>>
        where T : class
    {
        public override ListReading<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException("No list.");
            var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            var (entries, unread) = (new List<T>(), new List<UnreadEntry>());
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                // Kept, to show what cannot be read.
                var beginning = reader;
                T? entry = null;
                if (reader.TokenType != JsonTokenType.Null && TolerantJson.TryRead(ref reader, type, options, out entry)
                    && ResponseValidation.Invalid(entry) is null)
                {
                    entries.Add(entry!);
                    continue;
                }
                reader = beginning;
                using var raw = JsonDocument.ParseValue(ref reader);
                unread.Add(new UnreadEntry(raw.RootElement.Clone(), $"$[{entries.Count + unread.Count}]{WhatIsWrong(raw.RootElement, entry, type)}"));
            }
            return new ListReading<T>(entries, unread);
        }

        public override void Write(Utf8JsonWriter writer, ListReading<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only read.");

        private static string WhatIsWrong(JsonElement raw, T? entry, JsonTypeInfo<T> type) =>
            raw.ValueKind == JsonValueKind.Null ? " is empty"
            : entry is not null ? $" is {ResponseValidation.Invalid(entry)}"
            : $"{AnswerReading.Short(TolerantJson.WhereUnreadable(raw, type))} is missing or in a form that is not known here";
    }
}
