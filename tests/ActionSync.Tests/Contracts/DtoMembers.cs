using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Trackers.Http;

namespace ActionSync.Tests.Contracts;

/// <summary>A member of an answer that the product reads.</summary>
/// <param name="Dto">The type that declares it.</param>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Type">What it is read as.</param>
/// <param name="Required">Without it nothing of its object is read.</param>
/// <param name="Nullable">Null is taken.</param>
/// <param name="TakesNumbers">A number is read as the text that stands there.</param>
internal sealed record DtoMember(Type Dto, string Name, Type Type, bool Required, bool Nullable, bool TakesNumbers)
{
    public override string ToString() => $"{Dto.Name}.{Name}";
}

/// <summary>Goes over the members that a serializer context declares, and holds them against a vendor's table or a recorded answer.</summary>
internal static class DtoMembers
{
    public static IReadOnlyList<DtoMember> Of(JsonSerializerContext context) =>
    [
        .. context.GetType().GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(JsonTypeInfo)))
            .Select(p => (JsonTypeInfo)p.GetValue(context)!)
            .Where(info => info.Kind == JsonTypeInfoKind.Object)
            .SelectMany(info => info.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => Member(info.Type, p)))
            .OrderBy(m => m.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>What is wrong with a member by what a schema says of it; null where nothing is.</summary>
    /// <param name="schemas">Which schema of the table stands behind each type.</param>
    public static string? Against(ContractTable table, DtoMember member, string schema, IReadOnlyDictionary<Type, string[]> schemas)
    {
        if (table.Find(schema, member.Name) is not { } contract)
            return $"{member}: {schema} has no such member";
        if (ContractTable.Alternatives(contract.Type).FirstOrDefault(type => !Takes(member.Type, type, member.TakesNumbers, schemas)) is { } other)
            return $"{member} is read as {member.Type.Name}, and {schema} says {other}";
        if (member.Required && !contract.Required)
            return $"{member} is required, and {schema} does not require it";
        return !member.Nullable && contract.Nullable ? $"{member} takes no null, and {schema} allows it" : null;
    }

    /// <summary>What is wrong with a member by a recorded answer: the value that stands at the path must be one that it takes.</summary>
    public static string? Against(JsonNode payload, DtoMember member, string path)
    {
        var values = At(payload, path).ToList();
        if (values.Count == 0)
            return $"{member}: nothing stands at {path}";
        return values.Find(value => value is null ? !member.Nullable : !TakesValue(member.Type, value, member.TakesNumbers)) is { } wrong
            ? $"{member} is read as {member.Type.Name}, and at {path} stands {wrong.ToJsonString()}"
            : null;
    }

    private static DtoMember Member(Type dto, JsonPropertyInfo property)
    {
        var type = property.PropertyType;
        var lenient = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(JsonMember<>);
        if (lenient)
            type = type.GetGenericArguments()[0];
        var nullable = lenient || type == typeof(JsonElement) || System.Nullable.GetUnderlyingType(type) is not null
            || (!type.IsValueType && property.IsSetNullable && property.AssociatedParameter?.IsNullable != false);
        var takesNumbers = property.CustomConverter is TextOrNumber
            || property.AttributeProvider?.GetCustomAttributes(typeof(JsonConverterAttribute), true).OfType<JsonConverterAttribute>()
                .Any(a => a.ConverterType == typeof(TextOrNumber)) == true;
        return new DtoMember(dto, property.Name, System.Nullable.GetUnderlyingType(type) ?? type, property.IsRequired, nullable, takesNumbers);
    }

    private static bool Takes(Type read, string type, bool takesNumbers, IReadOnlyDictionary<Type, string[]> schemas)
    {
        read = Bare(read);
        if (read == typeof(JsonElement) || read == typeof(JsonNode))
            return true;
        return type[0] switch
        {
            '[' => Element(read) is { } element && ContractTable.Alternatives(type[1..^1]).All(one => Takes(element, one, false, schemas)),
            '{' =>
                Value(read) is { } value && ContractTable.Alternatives(type[1..^1]).All(one => Takes(value, one, false, schemas))
                    || (type == "{any}" && IsDto(read)),
            '#' => schemas.TryGetValue(read, out var known) && known.Contains(type[1..]),
            _ => TakesSimple(read, type, takesNumbers),
        };
    }

    private static bool TakesSimple(Type read, string type, bool takesNumbers) => type switch
    {
        "string" => read == typeof(string) || read == typeof(DateTimeOffset) || read == typeof(DateOnly) || read == typeof(Uri) || read.IsEnum,
        "integer" => read == typeof(int) || read == typeof(long) || takesNumbers,
        "number" => read == typeof(double) || read == typeof(decimal) || takesNumbers,
        "boolean" => read == typeof(bool),
        _ => false,
    };

    private static bool TakesValue(Type read, JsonNode value, bool takesNumbers)
    {
        read = Bare(read);
        if (read == typeof(JsonElement) || read == typeof(JsonNode))
            return true;
        return value.GetValueKind() switch
        {
            JsonValueKind.Array => Element(read) is { } element && value.AsArray().All(one => one is null || TakesValue(element, one, false)),
            JsonValueKind.Object => IsDto(read) || Value(read) is not null,
            JsonValueKind.String => TakesSimple(read, "string", takesNumbers),
            JsonValueKind.Number => TakesSimple(read, "integer", takesNumbers) || TakesSimple(read, "number", takesNumbers),
            _ => TakesSimple(read, "boolean", takesNumbers),
        };
    }

    /// <summary>Without the wrapping that lets one part fail for itself.</summary>
    private static Type Bare(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(JsonMember<>) ? type.GetGenericArguments()[0] : type;

    private static bool IsDto(Type type) => type.Namespace?.StartsWith("ActionSync.", StringComparison.Ordinal) == true && type.IsClass;

    private static Type? Element(Type type) =>
        type.IsArray ? type.GetElementType() : Argument(type, typeof(IReadOnlyList<>), 0) ?? Argument(type, typeof(List<>), 0);

    private static Type? Value(Type type) => Argument(type, typeof(IReadOnlyDictionary<,>), 1) ?? Argument(type, typeof(Dictionary<,>), 1);

    private static Type? Argument(Type type, Type definition, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[index] : null;

    /// <summary>The values at a path such as <c>$.issues[*].fields.duedate</c>; absent ones are left out.</summary>
    private static IEnumerable<JsonNode?> At(JsonNode? node, string path)
    {
        IEnumerable<JsonNode?> here = [node];
        foreach (var step in path.Split('.').Skip(1))
        {
            var name = step.Replace("[*]", "", StringComparison.Ordinal);
            here = [.. here.OfType<JsonObject>().Where(o => o.ContainsKey(name)).Select(o => o[name])];
            for (var i = name.Length; i < step.Length; i += 3)
                here = [.. here.OfType<JsonArray>().SelectMany(list => list)];
        }
        return here;
    }
}
