using System.CommandLine;
using ActionSync.Configuration;
using ActionSync.Hosting;
using ActionSync.Setup;

namespace ActionSync.Commands;

/// <summary>The flags of <c>init</c>: those of its own, and for each kind of tracker and channel one a key, as the kinds name them.</summary>
internal sealed class InitFlags
{
    /// <summary>Mails as files, which need nothing.</summary>
    public const string Outbox = "outbox";

    private readonly OrderedDictionary<string, Option<string?>> _keys = [];

    public InitFlags(Catalog catalog)
    {
        Trackers = [.. catalog.Trackers.Select(kind => new InitKind(kind.Name, kind.SetupName, kind.Setup, IsTracker: true))];
        Channels =
        [
            .. catalog.Channels.Where(kind => kind.Setup.Count > 0).Select(kind => new InitKind(kind.Name, kind.SetupName, kind.Setup, IsTracker: false)),
        ];
        Tracker = Choice("--tracker", "Where issues go", Trackers.Select(kind => kind.Word));
        Channel = Choice("--channel", "How people are reminded", Channels.Select(kind => kind.Word).Prepend(Outbox));
        foreach (var kind in Trackers.Concat(Channels))
        {
            foreach (var key in kind.Keys)
                Add(kind, key);
        }
    }

    public IReadOnlyList<InitKind> Trackers { get; }

    public IReadOnlyList<InitKind> Channels { get; }

    public Option<string?> Tracker { get; }

    public Option<string?> Channel { get; }

    public Option<string?> TimeZone { get; } = new("--time-zone")
    {
        Description = "The zone of days and hours, such as Europe/Berlin; without it the machine's.",
        HelpName = "ZONE",
    };

    public Option<string[]> Documents { get; } = new("--documents")
    {
        Description = "The first postmortems, files or folders; their plan is shown at the end.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<bool> Force { get; } = new("--force") { Description = "Replace files that are there." };

    public IEnumerable<Option> All => [Tracker, Channel, TimeZone, Documents, Force, .. _keys.Values];

    /// <summary>The flag with the value of a key.</summary>
    public Option<string?> Of(InitKind kind, SetupKey key) => _keys[Name(kind, key)];

    /// <summary>The flag with the file of a secret.</summary>
    public Option<string?> FileOf(InitKind kind, SetupKey key) => _keys[$"{Name(kind, key)}-file"];

    /// <summary>The flag with the variable of a secret.</summary>
    public Option<string?> VariableOf(InitKind kind, SetupKey key) => _keys[$"{Name(kind, key)}-env"];

    private static string Name(InitKind kind, SetupKey key) => $"--{kind.Word}-{key.Flag}";

    private void Add(InitKind kind, SetupKey key)
    {
        var name = Name(kind, key);
        if (!key.IsSecret)
        {
            _keys[name] = new(name) { Description = $"{kind.Name}: {key.Question}.", HelpName = "VALUE" };
            return;
        }
        _keys[$"{name}-file"] = new($"{name}-file") { Description = $"{kind.Name}: the file that holds {key.Question}.", HelpName = "FILE" };
        _keys[$"{name}-env"] = new($"{name}-env") { Description = $"{kind.Name}: the variable that holds {key.Question}.", HelpName = "VARIABLE" };
    }

    private static Option<string?> Choice(string name, string what, IEnumerable<string> words) => new Option<string?>(name)
    {
        Description = $"{what}: {string.Join(", ", words)}.",
        HelpName = "KIND",
    }.OneOf([.. words]);
}

/// <summary>A kind of tracker or channel, as <c>init</c> knows it.</summary>
/// <param name="Name">What the configuration calls it.</param>
/// <param name="Word">What people choose.</param>
/// <param name="Keys">What is asked for.</param>
internal sealed record InitKind(string Name, string Word, IReadOnlyList<SetupKey> Keys, bool IsTracker)
{
    /// <summary>The section of the configuration that its keys stand in.</summary>
    public string Section => IsTracker ? $"Trackers:{NewConfiguration.NameOf(Name)}" : $"Channels:{Name}";
}
