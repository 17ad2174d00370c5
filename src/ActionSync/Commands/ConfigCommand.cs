using System.CommandLine;
using ActionSync.Configuration.Showing;
using ActionSync.Hosting;

namespace ActionSync.Commands;

/// <summary><c>config show</c> and <c>config validate</c>: what holds and where it comes from, and whether it will do.</summary>
internal static class ConfigCommand
{
    private const int Indent = 4;

    private static readonly Option<bool> Json = new("--json") { Description = "An array of objects, for programs." };

    public static Command Make(ConfigurationOption config)
    {
        var show = new Command("show", "Every key with the value that holds and where it comes from; secrets are shown as ***.") { Json };
        show.SetAction(arguments => (int)Show(arguments, config));
        var validate = new Command("validate", "Say everything that is wrong with the configuration, and whether it will do; nothing is connected to.");
        validate.SetAction(arguments => (int)Validate(arguments, config));
        return new Command("config", "What is configured.") { show, validate };
    }

    /// <summary>What is wrong is told as well: the values beside it are right.</summary>
    private static ExitCode Show(ParseResult arguments, ConfigurationOption config)
    {
        var loaded = Load(arguments, config);
        if (arguments.GetValue(Json))
            ReadableJson.Print(loaded.Settings.Select(Entry));
        else
            Print(loaded.Settings);
        return Tell(loaded);
    }

    private static ExitCode Validate(ParseResult arguments, ConfigurationOption config)
    {
        var loaded = Load(arguments, config);
        if (Tell(loaded) != ExitCode.Done)
            return ExitCode.Misused;
        var sources = CommandContext.SourcesOf(arguments, config).Present();
        Terminal.Paragraph(
            $"The configuration is complete and free of contradictions: {(sources.Count == 0 ? "built-in defaults" : string.Join(", ", sources))}.", Indent);
        return ExitCode.Done;
    }

    private static LoadedConfiguration Load(ParseResult arguments, ConfigurationOption config) =>
        ActionSyncConfiguration.Load(CommandContext.SourcesOf(arguments, config), config.Catalog);

    private static ExitCode Tell(LoadedConfiguration loaded) => ConfigurationText.Tell(loaded) ? ExitCode.Done : ExitCode.Misused;

    private static void Print(IEnumerable<EffectiveSetting> settings)
    {
        foreach (var setting in settings)
            Terminal.Paragraph($"{setting.Key} = {setting.Value ?? "(not set)"}  [{setting.From ?? "default"}]", Indent);
    }

    private static SettingEntry Entry(EffectiveSetting setting) => new(setting.Key, setting.Value, setting.Source.ToString().ToLowerInvariant(), setting.From);
}
