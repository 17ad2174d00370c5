using ActionSync.Configuration;
using ActionSync.Hosting;
using Quartz;

namespace ActionSync.Testing;

/// <summary>A current directory with its files and environment, from which a configuration is loaded.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _environment = [];
    private string? _configFile;

    public string Path => _folder.Path;

    public string this[params string[] parts] => _folder[parts];

    /// <summary>A work place with the shipped <c>config/appsettings.json</c>.</summary>
    public static Workplace Shipped() => new Workplace().Shared(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "config", "appsettings.json")));

    public Workplace Shared(string json) => Write("config/appsettings.json", json);

    /// <summary>What <c>--config my.json</c> reads.</summary>
    public Workplace Config(string json)
    {
        _configFile = "my.json";
        return Write(_configFile, json);
    }

    public Workplace ConfigFile(string name)
    {
        _configFile = name;
        return this;
    }

    public Workplace Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Sets <c>ACTIONSYNC_</c> and the key, with colons for the double underscores.</summary>
    public Workplace Env(string key, string value)
    {
        _environment["ACTIONSYNC_" + key.Replace(":", "__")] = value;
        return this;
    }

    public Workplace Variable(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    public LoadedConfiguration Load(Catalog? catalog = null) => ActionSyncConfiguration.Load(new ConfigurationSources(
        _configFile, _environment, Path, cron => CronExpression.TryParse(cron, out _) ? null : "Quartz cannot read it"), catalog ?? Catalog.Default);

    /// <summary>The options of a configuration that is right.</summary>
    public ActionSyncOptions Options(Catalog? catalog = null)
    {
        var loaded = Load(catalog);
        Assert.Empty(loaded.Problems);
        return loaded.Options;
    }

    /// <summary>A message, with paths of this place relative to it.</summary>
    public string Near(ConfigurationMessage message) => message.ToString().Replace($"{Path}/", "");

    /// <summary>The only problem there is.</summary>
    public string Problem() => Near(Assert.Single(Load().Problems));

    public void Dispose() => _folder.Dispose();
}
