using System.Reflection;
using ActionSync.Configuration.Rules;
using ActionSync.Trackers;

namespace ActionSync.Configuration.Binding;

/// <summary>The known keys, as the properties of the options tell them.</summary>
internal static class SectionKeys
{
    /// <summary>The properties of a section that are keys.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type section) =>
        [.. section.GetProperties().Where(property => property.CanWrite && !Attribute.IsDefined(property, typeof(NotAKeyAttribute), inherit: true))];

    /// <summary>The names of a section's keys; a secret has two, its own and the one of its file.</summary>
    public static IReadOnlyList<string> Names(Type section) => [.. Of(section).SelectMany(NamesOf)];

    public static bool IsSecret(PropertyInfo property) => property.PropertyType == typeof(Secret);

    /// <summary>The key that names the file in which a secret is.</summary>
    public static string FileTwin(string key) => key + "File";

    /// <summary>True for options of ours, which have keys of their own; false for values.</summary>
    public static bool IsSection(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericType: false } && type != typeof(Secret) && type.Assembly == typeof(SectionKeys).Assembly;

    /// <summary>Every key there is, as a path: <c>Intake:Folder</c>, <c>Routes:0:Tracker</c>, <c>People:ADDRESS:Name</c>, <c>Trackers:GITHUB:Token</c>.</summary>
    public static IEnumerable<KnownKey> All() => Below(typeof(ActionSyncOptions), "", new ActionSyncOptions());

    private static IEnumerable<KnownKey> Below(Type section, string path, object defaults) => Of(section).SelectMany(property =>
    {
        var key = Wording.Join(path, property.Name);
        var type = property.PropertyType;
        if (type == typeof(IReadOnlyDictionary<string, TrackerOptions>))
            return TrackerKind.All.SelectMany(kind => OfTracker(Wording.Join(key, kind.Key.ToUpperInvariant()), kind.Value));
        if (type == typeof(IReadOnlyDictionary<string, PersonOptions>))
            return Below(typeof(PersonOptions), Wording.Join(key, "ADDRESS"), new PersonOptions());
        if (type == typeof(IReadOnlyList<RouteOptions>))
            return Below(typeof(RouteOptions), Wording.Join(key, "0"), new RouteOptions());
        if (IsSection(type))
            return Below(type, key, property.GetValue(defaults) ?? Activator.CreateInstance(type)!);
        return NamesOf(property).Select(name => new KnownKey(Wording.Join(path, name), property, name == property.Name ? property.GetValue(defaults) : null));
    });

    private static IEnumerable<KnownKey> OfTracker(string path, Type type) =>
        Below(type, path, Activator.CreateInstance(type)!).Prepend(new KnownKey(Wording.Join(path, TrackerKind.Key), null, null));

    private static string[] NamesOf(PropertyInfo property) => IsSecret(property) ? [property.Name, FileTwin(property.Name)] : [property.Name];
}

/// <param name="Property">What it is bound to; null for a tracker's Kind, which is a type.</param>
internal sealed record KnownKey(string Path, PropertyInfo? Property, object? Default)
{
    public string Leaf => Path[(Path.LastIndexOf(':') + 1)..];
}
