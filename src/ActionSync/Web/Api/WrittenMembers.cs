using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ActionSync.Archive;
using ActionSync.DryRun;
using ActionSync.Listing;

namespace ActionSync.Web.Api;

/// <summary>Which members of an answer are always there, as the generated code writes them: one that is left out where it is null is not required.</summary>
internal static class WrittenMembers
{
    /// <summary>What writes the answers; the description reads its shapes from the same.</summary>
    public static IReadOnlyList<JsonSerializerContext> Contexts { get; } =
        [ReceiptJson.Default, HistoryJson.Default, StatusJson.Default, DryRunJsonContext.Default, ApiJson.Default];

    /// <summary>By their names in JSON; empty for a type that no answer has.</summary>
    public static ISet<string> Of(Type type)
    {
        var shapes = Contexts.Select(context => context.GetTypeInfo(type)).OfType<JsonTypeInfo>().ToList();
        return shapes.SelectMany(shape => shape.Properties).Where(property => property.Get is not null).Select(property => property.Name)
            .Where(name => shapes.All(shape => shape.Properties.Any(property => property.Name == name && !IsLeftOut(property))))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Where it is null.</summary>
    private static bool IsLeftOut(JsonPropertyInfo property) => property.IsGetNullable
        && (property.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull
            || property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute, ..]);
}
