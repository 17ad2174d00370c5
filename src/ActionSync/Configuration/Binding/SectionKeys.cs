using System.Reflection;
using ActionSync.Configuration.Rules;

namespace ActionSync.Configuration.Binding;

/// <summary>The keys of one section, as the properties of its options tell them.</summary>
internal static class SectionKeys
{
    /// <summary>The properties of a section that are keys.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type section) =>
        [.. section.GetProperties().Where(property =>
            (property.CanWrite || IsOfKinds(property)) && !Attribute.IsDefined(property, typeof(NotAKeyAttribute), inherit: true))];

    /// <summary>The names of a section's keys; a secret has two, its own and the one of its file.</summary>
    public static IReadOnlyList<string> Names(Type section) => [.. Of(section).SelectMany(property => NamesOf(property, property.Name))];

    public static string[] NamesOf(PropertyInfo property, string key) => IsSecret(property) ? [key, FileTwin(key)] : [key];

    /// <summary>A secret, or one of the secrets that kinds bring along.</summary>
    public static bool IsSecret(PropertyInfo property) => ValueOf(property) == typeof(Secret);

    /// <summary>The property holds keys that kinds bring along, and its own name is none.</summary>
    public static bool IsOfKinds(PropertyInfo property) => Attribute.IsDefined(property, typeof(KindKeysAttribute));

    /// <summary>How many lines a secret's file may hold.</summary>
    public static int LinesOf(PropertyInfo property) => property.GetCustomAttribute<SecretLinesAttribute>()?.Most ?? 1;

    private static Type ValueOf(PropertyInfo property) => IsOfKinds(property) ? property.PropertyType.GetGenericArguments()[1] : property.PropertyType;

    /// <summary>The key that names the file in which a secret is.</summary>
    public static string FileTwin(string key) => key + "File";

    /// <summary>True for options, which have keys of their own; false for values.</summary>
    public static bool IsSection(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericType: false } && type != typeof(Secret)
            && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == false;

    public static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
}
