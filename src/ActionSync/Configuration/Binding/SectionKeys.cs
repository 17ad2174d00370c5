using System.Reflection;
using ActionSync.Configuration.Rules;

namespace ActionSync.Configuration.Binding;

/// <summary>The keys of one section, as the properties of its options tell them.</summary>
internal static class SectionKeys
{
    /// <summary>The properties of a section that are keys.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type section) =>
        [.. section.GetProperties().Where(property => property.CanWrite && !Attribute.IsDefined(property, typeof(NotAKeyAttribute), inherit: true))];

    /// <summary>The names of a section's keys; a secret has two, its own and the one of its file.</summary>
    public static IReadOnlyList<string> Names(Type section) => [.. Of(section).SelectMany(NamesOf)];

    public static string[] NamesOf(PropertyInfo property) => IsSecret(property) ? [property.Name, FileTwin(property.Name)] : [property.Name];

    public static bool IsSecret(PropertyInfo property) => property.PropertyType == typeof(Secret);

    /// <summary>The key that names the file in which a secret is.</summary>
    public static string FileTwin(string key) => key + "File";

    /// <summary>True for options, which have keys of their own; false for values.</summary>
    public static bool IsSection(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericType: false } && type != typeof(Secret) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == false;

    public static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
}
