using System.Collections;
using System.Reflection;
using System.Text.Json;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>Fills a map: what is given joins the default entries, and null takes an entry out.</summary>
/// <param name="findings">Told of everything that is wrong.</param>
/// <param name="sections">Fills the entries.</param>
/// <param name="family">The kinds of the entries; null where all are alike.</param>
internal sealed class MapBinder(Findings findings, SectionBinder sections, KindFamily? family)
{
    public void Bind(object section, PropertyInfo property, Setting setting, string key)
    {
        if (setting is NothingSetting)
            return;
        if (setting is not MapSetting map)
        {
            findings.Add(key, "must hold keys between { and }");
            return;
        }
        var types = property.PropertyType.GetGenericArguments();
        var type = typeof(Dictionary<,>).MakeGenericType(types);
        var entries = (IDictionary)(types[0] == typeof(string)
            ? Activator.CreateInstance(type, StringComparer.OrdinalIgnoreCase)
            : Activator.CreateInstance(type))!;
        foreach (DictionaryEntry entry in (IDictionary)property.GetValue(section)!)
            entries.Add(entry.Key, entry.Value);
        if (family is { IsOneEach: true })
        {
            BindOneEach(entries, map, key);
            return;
        }
        foreach (var (name, value) in map.Entries)
            Place(entries, property, types, name, value, Wording.Join(key, name));
        property.SetValue(section, entries);
    }

    private void Place(IDictionary entries, PropertyInfo property, Type[] types, string name, Setting value, string key)
    {
        if (Key(property, types, name, key) is not { } entry)
            return;
        if (value is NothingSetting or TextSetting { Text: "" })
            entries.Remove(entry);
        else if (Value(property, types[1], name, value, key) is { } read)
            entries[entry] = read;
    }

    private object? Key(PropertyInfo property, Type[] types, string name, string key)
    {
        if (Attribute.GetCustomAttributes(property, inherit: true).OfType<IKeyRule>().Select(rule => rule.Problem(name))
            .FirstOrDefault(problem => problem is not null) is { } problem)
        {
            findings.Add(key, problem);
            return null;
        }
        return types[0] == typeof(string) ? name : ValueReader.Read(types[0], name, out _);
    }

    private object? Value(PropertyInfo property, Type type, string name, Setting value, string key)
    {
        if (family is not null)
            return new KindBinder(family, findings, sections).Bind(name, value, key);
        if (type == typeof(JsonElement))
            return JsonValue.From(value);
        if (!SectionKeys.IsSection(type))
            return sections.Read(type, property, value, key);
        var section = Activator.CreateInstance(type)!;
        sections.Bind(section, value, key);
        return section;
    }

    /// <summary>An entry a kind: each is filled, and a name that is no kind's is an unknown key.</summary>
    private void BindOneEach(IDictionary entries, MapSetting map, string key)
    {
        foreach (var name in map.Entries.Keys.Where(name => !entries.Contains(name)))
            findings.Add(Wording.Join(key, name), sections.Unknown(null, name, key, [.. family!.Kinds.Keys]));
        foreach (DictionaryEntry entry in entries)
        {
            if (map.Entries.TryGetValue((string)entry.Key, out var setting))
                sections.Bind(entry.Value!, setting, Wording.Join(key, (string)entry.Key), family);
        }
    }
}
