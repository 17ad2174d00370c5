using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActionSync.Trackers.Http;

/// <summary>
/// A member of an answer, as the service showed it: absent (the default), null, a value, or something else than was expected. What cannot be read costs this
/// member alone, and is not taken for nothing.
/// </summary>
[JsonConverter(typeof(JsonMemberConverterFactory))]
internal readonly record struct JsonMember<T>
{
    private JsonMember(Showing showing, T? value, string? path, string? raw) => (Is, Value, Path, Raw) = (showing, value, path, raw);

    public Showing Is { get; }

    /// <summary>Only where <see cref="Is"/> says Value.</summary>
    public T? Value { get; }

    /// <summary>Where below the member it cannot be read, as in <c>.statusCategory.key</c>.</summary>
    public string? Path { get; }

    /// <summary>What stands there instead, in short.</summary>
    public string? Raw { get; }

    public static JsonMember<T> Null { get; } = new(Showing.Null, default, null, null);

    public static JsonMember<T> Of(T value) => new(Showing.Value, value, null, null);

    public static JsonMember<T> Unreadable(string path, string raw) => new(Showing.Unreadable, default, path, raw);

    /// <summary>What is wrong, in words that follow a subject, as in "fields.duedate holds 7, which cannot be read".</summary>
    /// <param name="name">The member's own path.</param>
    public string Describe(string name) => Is switch
    {
        Showing.Absent => $"{name} is not shown",
        Showing.Null => $"{name} is null",
        Showing.Unreadable => $"{name}{Path} cannot be read: {Raw}",
        _ => $"{name} is there",
    };
}

/// <summary>How a member of an answer stands there.</summary>
internal enum Showing
{
    Absent,
    Null,
    Value,
    Unreadable,
}

/// <summary>Makes the converter of each kind of member.</summary>
internal sealed class JsonMemberConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(JsonMember<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<JsonMember<T>>
    {
        public override bool HandleNull => true;

        public override JsonMember<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var element = document.RootElement;
            if (element.ValueKind == JsonValueKind.Null)
                return JsonMember<T>.Null;
            try
            {
                return element.Deserialize(options.GetTypeInfo(typeof(T))) is T value ? JsonMember<T>.Of(value) : JsonMember<T>.Null;
            }
            catch (JsonException problem)
            {
                return JsonMember<T>.Unreadable(problem.Path is { Length: > 1 } path ? path[1..] : "", JsonWords.Short(element));
            }
        }

        public override void Write(Utf8JsonWriter writer, JsonMember<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only read.");
    }
}
