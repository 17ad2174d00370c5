using System.Collections;
using System.Reflection;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>
/// Fills a list or set. The environment may give a list of plain values as one text with commas, and so may a file for a <see cref="ListOrTextAttribute"/>.
/// </summary>
internal sealed class ListBinder(Findings findings, SectionBinder sections)
{
    public void Bind(object section, PropertyInfo property, Setting setting, string key)
    {
        var type = property.PropertyType.GetGenericArguments()[0];
        if (setting is NothingSetting || Read(type, property, setting, key) is not { } list)
            return;
        var isSet = property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlySet<>);
        property.SetValue(section, isSet ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(type), list) : list);
    }

    /// <summary>One whole number, or a list of them.</summary>
    public void BindNumberOrList(object section, PropertyInfo property, Setting setting, string key)
    {
        switch (setting)
        {
            case NothingSetting:
                break;
            case TextSetting { Text: var text } when !text.Contains(','):
                if (sections.Read(typeof(int), property, setting, key) is int number)
                    property.SetValue(section, NumberOrList.One(number));
                break;
            default:
                if (Read(typeof(int), property, setting, key) is List<int> { Count: > 0 } list)
                    property.SetValue(section, NumberOrList.Of([.. list]));
                break;
        }
    }

    /// <summary>The items that are right; null, with a problem noted, where it is no list or must not be empty.</summary>
    private IList? Read(Type type, PropertyInfo property, Setting setting, string key)
    {
        if (Items(setting, property, type, key) is not { } items)
            return null;
        if (items.Count == 0 && Attribute.IsDefined(property, typeof(NotEmptyAttribute)))
        {
            findings.Add(key, "must not be empty");
            return null;
        }
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        for (var index = 0; index < items.Count; index++)
        {
            if (Item(type, property, items[index], Wording.Join(key, index.ToString())) is { } item)
                list.Add(item);
        }
        return list;
    }

    private object? Item(Type type, PropertyInfo property, Setting setting, string key)
    {
        if (!SectionKeys.IsSection(type))
            return sections.Read(type, property, setting, key);
        var item = Activator.CreateInstance(type)!;
        sections.Bind(item, setting, key);
        return item;
    }

    private IReadOnlyList<Setting>? Items(Setting setting, PropertyInfo property, Type type, string key)
    {
        switch (setting)
        {
            case ListSetting list:
                return list.Items;
            case MapSetting { IsIndexed: true } map:
                return Indexed(map, key);
            case TextSetting text when TakesText(text, property, type):
                var words = text.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0 || !IsListOrText(property))
                    return [.. words.Select(word => new TextSetting(word, text.Origin))];
                findings.Add(key, $"{Wording.Quote(text.Text)} is not right; it must be a text, or a list of texts between [ and ]. Leave the key out where anything will do");
                return null;
            default:
                findings.Add(key, IsListOrText(property) ? "must be a text, or a list of texts between [ and ]" : "must be a list, between [ and ]");
                return null;
        }
    }

    private static bool TakesText(TextSetting text, PropertyInfo property, Type type) =>
        text.Json is null ? !SectionKeys.IsSection(type) : IsListOrText(property);

    private static bool IsListOrText(PropertyInfo property) => Attribute.IsDefined(property, typeof(ListOrTextAttribute));

    private List<Setting>? Indexed(MapSetting map, string key)
    {
        for (var index = 0; index < map.Entries.Count; index++)
        {
            if (map.Entries.ContainsKey(index.ToString()))
                continue;
            findings.Add(Wording.Join(key, index.ToString()), "is missing; the entries of a list are numbered from 0 without a gap");
            return null;
        }
        return [.. Enumerable.Range(0, map.Entries.Count).Select(index => map.Entries[index.ToString()])];
    }
}
