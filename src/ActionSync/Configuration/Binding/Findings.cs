using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>Gathers what there is to say about a configuration, and finds the source of each key.</summary>
internal sealed class Findings
{
    // Shorter secrets would turn up by chance inside of other words.
    private const int ShortestHidden = 6;
    private readonly List<ConfigurationMessage> _problems = [];
    private readonly List<ConfigurationMessage> _notices = [];
    private readonly HashSet<string> _secrets = [];

    /// <summary>All sources, merged.</summary>
    public MapSetting Settings { get; set; } = new("");

    /// <summary>What <c>config/appsettings.json</c> is called as an origin; null where there is none.</summary>
    public string? SharedFile { get; init; }

    public IReadOnlyList<ConfigurationMessage> Problems => [.. _problems.Select(WithoutSecrets).Distinct()];

    public IReadOnlyList<ConfigurationMessage> Notices => [.. _notices.Select(WithoutSecrets).Distinct()];

    public void Add(string key, string problem) => _problems.Add(new(key, problem, OriginOf(key)));

    public void Add(string key, string problem, string origin) => _problems.Add(new(key, problem, origin));

    public void Notice(string key, string notice) => _notices.Add(new(key, notice, OriginOf(key)));

    /// <summary>No message will show this text, in whichever key it turns up again.</summary>
    public void Hide(string secret)
    {
        if (secret.Length >= ShortestHidden)
            _secrets.Add(secret);
    }

    /// <summary>Says whether a source gives the key a value.</summary>
    public bool IsGiven(string key) => Find(key) is not null and not NothingSetting and not TextSetting { Text: "" };

    /// <summary>The setting of a key; null where no source has it.</summary>
    public Setting? Find(string key)
    {
        Setting? at = Settings;
        foreach (var level in key.Split(':'))
        {
            at = at switch
            {
                MapSetting map => map.Entries.GetValueOrDefault(level),
                ListSetting list when int.TryParse(level, out var index) => list.Items.ElementAtOrDefault(index),
                _ => null,
            };
        }
        return at;
    }

    private string? OriginOf(string key) => Find(key)?.Origin;

    private ConfigurationMessage WithoutSecrets(ConfigurationMessage message) =>
        _secrets.Aggregate(message, (hidden, secret) => hidden with { Key = hidden.Key.Replace(secret, "***"), Text = hidden.Text.Replace(secret, "***") });
}
