using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ActionSync.Configuration.Binding;
using ActionSync.Configuration.Rules;
using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Showing;

/// <summary>
/// All keys with the values that hold once every source was laid over the others, and where each comes from. Paths are full, since the options are complete by
/// then; no secret is shown.
/// </summary>
internal sealed class EffectiveSettings(ConfigurationSchema schema, Findings findings, string currentDirectory)
{
    private const string Hidden = "***";

    /// <param name="options">The whole configuration, bound and complete.</param>
    public IReadOnlyList<EffectiveSetting> Of(object options) => [.. Section(options, "")];

    private IEnumerable<EffectiveSetting> Section(object section, string path) => SectionKeys.Of(section.GetType()).SelectMany(property =>
    {
        var key = Wording.Join(path, property.Name);
        var value = property.GetValue(section);
        if (SectionKeys.IsOfKinds(property))
            return KindKeys((IDictionary)value!, property, path);
        if (SectionKeys.IsSecret(property))
            return [Placed(property, OfSecret(value as Secret, key))];
        return SectionKeys.IsSection(property.PropertyType) && value is not null ? Section(value, key)
            : SectionKeys.IsMap(property.PropertyType) ? Map((IEnumerable)value!, property, key)
            : IsListOfSections(property.PropertyType) ? Sections((IEnumerable)value!, key)
            : [Placed(property, Found(key, Text(value)))];
    });

    /// <summary>A path that no source names is where it is since <c>Data</c> is where that is.</summary>
    private EffectiveSetting Placed(PropertyInfo property, EffectiveSetting setting) =>
        setting.Source == SettingSource.Default && property.IsDefined(typeof(UnderDataAttribute))
            ? Found(ConfigurationReader.DataKey, setting.Value) with { Key = setting.Key }
            : setting;

    /// <summary>The keys that kinds bring along stand in the section itself.</summary>
    private IEnumerable<EffectiveSetting> KindKeys(IDictionary values, PropertyInfo property, string path) => schema.KeysOf(property).Select(name =>
        SectionKeys.IsSecret(property) ? OfSecret(values[name] as Secret, Wording.Join(path, name)) : Found(Wording.Join(path, name), Text(values[name])));

    private IEnumerable<EffectiveSetting> Map(IEnumerable entries, PropertyInfo property, string key)
    {
        var isAny = false;
        foreach (var entry in entries)
        {
            isAny = true;
            var name = Text(Part(entry, "Key"))!;
            var value = Part(entry, "Value");
            var below = Wording.Join(key, name);
            if (value is null || !SectionKeys.IsSection(value.GetType()))
            {
                yield return Found(below, Text(value));
                continue;
            }
            if (schema.FamilyOf(property) is { IsOneEach: false } family)
                yield return Found(Wording.Join(below, KindFamily.Key), family.Kinds.First(kind => kind.Value == value.GetType()).Key);
            foreach (var setting in Section(value, below))
                yield return setting;
        }
        if (!isAny)
            yield return Found(key, "{}");
    }

    private IEnumerable<EffectiveSetting> Sections(IEnumerable items, string key) =>
        items.Cast<object>().SelectMany((item, index) => Section(item, Wording.Join(key, index.ToString(CultureInfo.InvariantCulture))))
            .DefaultIfEmpty(Found(key, "[]"));

    /// <summary>A secret from a file is shown as the file's path, which is what people look for.</summary>
    private EffectiveSetting OfSecret(Secret? secret, string key)
    {
        var twin = SectionKeys.FileTwin(key);
        return secret?.File is { } file ? Found(twin, file)
            : findings.Find(twin) is TextSetting { Text: not "" } path && !SecretReader.LooksLikeSecret(path.Text) && !findings.IsGiven(key)
                ? Found(twin, Path.GetFullPath(path.Text, currentDirectory))
            : Found(key, secret is null && !findings.IsGiven(key) && !findings.IsGiven(twin) ? null : Hidden);
    }

    private EffectiveSetting Found(string key, string? value) => findings.Find(key) switch
    {
        null or NothingSetting or { Origin: ConfigurationSchema.BuiltInOrigin } => new(key, value, SettingSource.Default, null),
        TextSetting { Text: "" } when value is not "" => new(key, value, SettingSource.Default, null),
        { Origin: ConfigurationReader.DataFlag } => new(key, value, SettingSource.Flag, ConfigurationReader.DataFlag),
        { Origin: var origin } when EnvironmentSettings.VariableOf(origin) is { } variable => new(key, value, SettingSource.Environment, variable),
        { Origin: var file } => new(key, value, SettingSource.File, file),
    };

    private static bool IsListOfSections(Type type) => SectionKeys.IsList(type) && SectionKeys.IsSection(type.GetGenericArguments()[0]);

    private static object? Part(object pair, string name) => pair.GetType().GetProperty(name)!.GetValue(pair);

    private static string? Text(object? value) => value switch
    {
        null => null,
        Secret => Hidden,
        string text => Wording.WithoutUser(text),
        bool truth => truth ? "true" : "false",
        TimeZoneInfo zone => zone.Id,
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DayOfWeek day => day.ToString()[..3],
        JsonElement json => json.GetRawText(),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
