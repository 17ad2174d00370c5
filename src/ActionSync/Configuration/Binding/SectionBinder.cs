using System.Collections;
using System.Reflection;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>Fills a section's properties from the settings of the same names, and refuses the names that it does not know.</summary>
internal sealed class SectionBinder(ConfigurationSchema schema, Findings findings, string currentDirectory)
{
    private readonly SecretReader _secrets = new(findings, currentDirectory);

    /// <param name="section">The options to fill.</param>
    /// <param name="setting">What the sources say.</param>
    /// <param name="path">The section's own key.</param>
    /// <param name="family">The kinds of which this section is one.</param>
    public void Bind(object section, Setting setting, string path, KindFamily? family = null)
    {
        if (setting is NothingSetting)
            return;
        if (setting is not MapSetting map)
        {
            findings.Add(path, "must hold keys between { and }");
            return;
        }
        var names = schema.NamesIn(section.GetType());
        foreach (var name in map.Entries.Keys.Except(names, StringComparer.OrdinalIgnoreCase)
            .Where(name => family is not { IsOneEach: false } || !name.Equals(KindFamily.Key, StringComparison.OrdinalIgnoreCase)))
            findings.Add(Wording.Join(path, name), Unknown(family, name, path, names));
        foreach (var property in SectionKeys.Of(section.GetType()))
        {
            if (SectionKeys.IsOfKinds(property))
                BindKindKeys((IDictionary)property.GetValue(section)!, property, map, path);
            else
                BindKey(section, property, map, Wording.Join(path, property.Name));
        }
    }

    /// <summary>The words for a key that is not known.</summary>
    public string Unknown(KindFamily? family, string name, string path, IReadOnlyList<string> known) => UnknownKey.Say(schema, family, name, path, known);

    private void BindKey(object section, PropertyInfo property, MapSetting map, string key)
    {
        if (SectionKeys.IsSecret(property))
        {
            if (_secrets.Read(map, property.Name, key, SectionKeys.LinesOf(property)) is { } secret)
                property.SetValue(section, secret);
            return;
        }
        if (!map.Entries.TryGetValue(property.Name, out var setting))
            return;
        if (SectionKeys.IsSection(property.PropertyType))
            BindSection(section, property, setting, key);
        else if (SectionKeys.IsMap(property.PropertyType))
            new MapBinder(findings, this, schema.FamilyOf(property)).Bind(section, property, setting, key);
        else if (property.PropertyType == typeof(NumberOrList))
            new ListBinder(findings, this).BindNumberOrList(section, property, setting, key);
        else if (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            new ListBinder(findings, this).Bind(section, property, setting, key);
        else
            BindValue(section, property, setting, key);
    }

    /// <summary>Keys of the section that kinds bring along, each a text or a secret.</summary>
    private void BindKindKeys(IDictionary values, PropertyInfo property, MapSetting map, string path)
    {
        foreach (var key in schema.KeysOf(property))
        {
            var value = SectionKeys.IsSecret(property) ? _secrets.Read(map, key, Wording.Join(path, key), SectionKeys.LinesOf(property))
                : map.Entries.GetValueOrDefault(key) is { } setting and not NothingSetting and not TextSetting { Text: "" }
                ? Read(typeof(string), property, setting, Wording.Join(path, key))
                : null;
            if (value is not null)
                values[key] = value;
        }
    }

    private void BindSection(object section, PropertyInfo property, Setting setting, string key)
    {
        // A section that nothing is said in is as good as none, so that a file can spell out an optional one with nulls.
        var isSilent = setting is NothingSetting
            || (setting is MapSetting map && map.Entries.Values.All(value => value is NothingSetting or TextSetting { Text: "" }));
        if (isSilent && property.GetValue(section) is null)
            return;
        var below = property.GetValue(section) ?? Activator.CreateInstance(property.PropertyType)!;
        Bind(below, setting, key);
        property.SetValue(section, below);
    }

    private void BindValue(object section, PropertyInfo property, Setting setting, string key)
    {
        var nullable = Nullable.GetUnderlyingType(property.PropertyType);
        if (setting is TextSetting { Text: "" } && property.IsDefined(typeof(MayBeEmptyAttribute)))
        {
            property.SetValue(section, "");
        }
        else if (setting is NothingSetting or TextSetting { Text: "" }
            || (nullable is not null && setting is TextSetting { Text: "none" } && !HasNone(nullable)))
        {
            // Null means "none" where that is a value, else back to the default.
            if (nullable is not null)
                property.SetValue(section, null);
        }
        else if (Read(nullable ?? property.PropertyType, property, setting, key) is { } value)
        {
            property.SetValue(section, value);
        }
    }

    /// <summary>"none" is a value of its own there.</summary>
    private static bool HasNone(Type type) => type.IsEnum && Enum.GetNames(type).Contains("None");

    /// <summary>One value of the type; null, with a problem noted, where it is none or breaks a rule of the property.</summary>
    public object? Read(Type type, PropertyInfo property, Setting setting, string key)
    {
        if (setting is not TextSetting { Text: var text })
        {
            findings.Add(key, setting is NothingSetting ? "must not be null" : "must be a single value", setting.Origin);
            return null;
        }
        if (ValueReader.Read(type, text, out var expected) is not { } value)
        {
            findings.Add(key, $"{Wording.Quote(text)} is not right; it must be {expected}", setting.Origin);
            return null;
        }
        var rules = Attribute.GetCustomAttributes(property, typeof(RuleAttribute), inherit: true).Cast<RuleAttribute>();
        var broken = rules.Select(rule => rule.Expected(value)).FirstOrDefault(expectation => expectation is not null);
        if (broken is not null)
            findings.Add(key, $"{Wording.Quote(text)} is not right; it must be {broken}", setting.Origin);
        return broken is null ? value : null;
    }
}
