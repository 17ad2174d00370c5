using System.Reflection;
using System.Text.Json;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>All keys there are: those of the root's properties, of their sections, and of the kinds that an entry can be of.</summary>
/// <param name="root">The options whose properties are the keys of the first level.</param>
/// <param name="families">By property of the root.</param>
/// <param name="kindKeys">The keys that kinds bring along, by the property that holds them.</param>
/// <param name="builtIn">The defaults that are not a property's initial value.</param>
internal sealed class ConfigurationSchema(
    Type root, IReadOnlyDictionary<string, KindFamily> families, IReadOnlyDictionary<string, IReadOnlyList<string>> kindKeys, MapSetting builtIn)
{
    /// <summary>The origin of the settings in <see cref="BuiltIn"/>.</summary>
    public const string BuiltInOrigin = "built-in default";

    public Type Root => root;

    public MapSetting BuiltIn => builtIn;

    /// <summary>The kinds of a map's entries; null where all entries are alike.</summary>
    public KindFamily? FamilyOf(PropertyInfo property) => property.DeclaringType == root ? families.GetValueOrDefault(property.Name) : null;

    /// <summary>The keys whose values a property holds: one of its own name, or those that kinds bring along.</summary>
    public IReadOnlyList<string> KeysOf(PropertyInfo property) => SectionKeys.IsOfKinds(property) ? kindKeys[property.Name] : [property.Name];

    /// <summary>The names of all keys of a section; a secret has two.</summary>
    public IReadOnlyList<string> NamesIn(Type section) =>
        [.. SectionKeys.Of(section).SelectMany(property => KeysOf(property).SelectMany(key => SectionKeys.NamesOf(property, key)))];

    /// <summary>
    /// Every key there is, as a path: <c>Intake:Folder</c>, <c>Routes:0:Tracker</c>, <c>People:ADDRESS:Name</c>, <c>Groups:NAME:Members</c>,
    /// <c>Trackers:GITHUB:Token</c>.
    /// </summary>
    public IEnumerable<KnownKey> All() => Below(root, "", Activator.CreateInstance(root)!);

    /// <summary>The names of all keys that hold a secret or lead to one, in whichever section.</summary>
    public IReadOnlySet<string> SecretNames() => All().Where(key => key.Property is { } property
            && (SectionKeys.IsSecret(property) || Attribute.IsDefined(property, typeof(SecretPathAttribute))))
        .Select(key => key.Leaf).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting is a JSON value of its own, which is replaced as a whole: half of one value and half of another would be neither.</summary>
    public bool IsOneValue(IReadOnlyList<string> path) =>
        path.Count == 4 && families.FirstOrDefault(family => family.Key.Equals(path[0], StringComparison.OrdinalIgnoreCase)).Value is { } family
        && family.Kinds.Values.SelectMany(SectionKeys.Of).Any(property =>
            property.Name.Equals(path[2], StringComparison.OrdinalIgnoreCase) && property.PropertyType == typeof(IReadOnlyDictionary<string, JsonElement>));

    private IEnumerable<KnownKey> Below(Type section, string path, object defaults) => SectionKeys.Of(section).SelectMany(property =>
    {
        var key = Wording.Join(path, property.Name);
        var type = property.PropertyType;
        if (FamilyOf(property) is { } family)
            return family.Kinds.SelectMany(kind => OfKind(family, Wording.Join(key, family.IsOneEach ? kind.Key : kind.Key.ToUpperInvariant()), kind.Value));
        if (SectionKeys.IsMap(type) && type.GetGenericArguments()[1] is var entry && SectionKeys.IsSection(entry))
            return OfEntry(entry, Wording.Join(key, Attribute.IsDefined(property, typeof(AddressAttribute)) ? "ADDRESS" : "NAME"));
        if (SectionKeys.IsList(type) && type.GetGenericArguments()[0] is var item && SectionKeys.IsSection(item))
            return OfEntry(item, Wording.Join(key, "0"));
        if (SectionKeys.IsSection(type))
            return Below(type, key, property.GetValue(defaults) ?? Activator.CreateInstance(type)!);
        return KeysOf(property).SelectMany(own => SectionKeys.NamesOf(property, own))
            .Select(name => new KnownKey(Wording.Join(path, name), property, name == property.Name ? property.GetValue(defaults) : null));
    });

    private IEnumerable<KnownKey> OfEntry(Type type, string path) => Below(type, path, Activator.CreateInstance(type)!);

    private IEnumerable<KnownKey> OfKind(KindFamily family, string path, Type type) =>
        family.IsOneEach ? OfEntry(type, path) : OfEntry(type, path).Prepend(new KnownKey(Wording.Join(path, KindFamily.Key), null, null));
}

/// <param name="Property">What it is bound to; null for a Kind, which is a type.</param>
internal sealed record KnownKey(string Path, PropertyInfo? Property, object? Default)
{
    public string Leaf => Path[(Path.LastIndexOf(':') + 1)..];
}
