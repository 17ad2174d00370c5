using System.Collections;
using System.Reflection;
using System.Text.Json;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;
using ActionSync.Trackers;

namespace ActionSync.Configuration.Binding;

/// <summary>Fills a map: what is given joins the default entries, and null takes an entry out.</summary>
internal sealed class MapBinder(Findings findings, SectionBinder sections)
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
        var entries = (IDictionary)(types[0] == typeof(string) ? Activator.CreateInstance(type, StringComparer.OrdinalIgnoreCase) : Activator.CreateInstance(type))!;
        foreach (DictionaryEntry entry in (IDictionary)property.GetValue(section)!)
            entries.Add(entry.Key, entry.Value);
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
        if (property.GetCustomAttribute<AddressAttribute>()?.Expected(name) is { } address)
        {
            findings.Add(key, $"{Wording.Quote(name)} is not right; the key must be {address}");
            return null;
        }
        // Priorities are words of ours on either side of the map.
        var isPriority = types[0] == typeof(Items.Priority) || property.Name == nameof(Trackers.Jira.JiraTrackerOptions.Priorities);
        if (isPriority && !Items.Priorities.TryParse(name, out _))
        {
            findings.Add(key, $"{Wording.Quote(name)} is not a priority; the key must be {Items.Priorities.Known}");
            return null;
        }
        return types[0] == typeof(string) ? name : Items.Priorities.ParseOrNull(name);
    }

    private object? Value(PropertyInfo property, Type type, string name, Setting value, string key)
    {
        if (type == typeof(TrackerOptions))
            return new TrackerBinder(findings, sections).Bind(name, value, key);
        if (type == typeof(JsonElement))
            return JsonValue.From(value);
        if (!SectionKeys.IsSection(type))
            return sections.Read(type, property, value, key);
        var section = Activator.CreateInstance(type)!;
        sections.Bind(section, value, key);
        return section;
    }
}
