using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActionSync.Trackers.Http;

/// <summary>
/// A member of an answer, as the service showed it: absent (the default), null, a value, or something else than was expected. What cannot be read costs this
/// member alone, and is not taken for nothing.
/// </summary>
[JsonConverter(typeof(JsonMemberConverterFactory))]
internal readonly record struct JsonMember<T>
{
    private readonly Oddity? _odd;

    private JsonMember(Showing showing, T? value, Oddity? odd) => (Is, Value, _odd) = (showing, value, odd);

    public Showing Is { get; }

    /// <summary>Only where <see cref="Is"/> says Value.</summary>
    public T? Value { get; }

    /// <summary>Where below the member it cannot be read, as in <c>.statusCategory.key</c>.</summary>
    public string? Path => _odd?.Path;

    /// <summary>What stands there instead, in short.</summary>
    public string? Raw => _odd?.Raw;

    public static JsonMember<T> Null { get; } = new(Showing.Null, default, null);

    public static JsonMember<T> Of(T value) => new(Showing.Value, value, null);

    public static JsonMember<T> Unreadable(string path, string raw) => new(Showing.Unreadable, default, new Oddity(path, raw));

    /// <summary>What is wrong, in words that follow a subject, as in "fields.duedate holds 7, which cannot be read".</summary>
    /// <param name="name">The member's own path.</param>
    public string Describe(string name) => Is switch
    {
        Showing.Absent => $"{name} is not shown",
        Showing.Null => $"{name} is null",
        Showing.Unreadable => $"{name}{Path} cannot be read: {Raw}",
        _ => $"{name} is there",
    };

    /// <summary>Seldom there, so that members stay small.</summary>
    private sealed record Oddity(string Path, string Raw);
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
        /// <summary>A converter belongs to one set of options.</summary>
        private JsonTypeInfo<T>? _type;

        public override bool HandleNull => true;

        public override JsonMember<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
                return JsonMember<T>.Null;
            var type = _type ??= (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
            if (TolerantJson.TryRead(ref reader, type, options, out var value))
                return value is null ? JsonMember<T>.Null : JsonMember<T>.Of(value);
            using var raw = JsonDocument.ParseValue(ref reader);
            return JsonMember<T>.Unreadable(TolerantJson.WhereUnreadable(raw.RootElement, type), JsonWords.Short(raw.RootElement));
        }

        public override void Write(Utf8JsonWriter writer, JsonMember<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only read.");
    }
}
