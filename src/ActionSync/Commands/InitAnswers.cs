using System.CommandLine;
using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Items;
using ActionSync.Setup;

namespace ActionSync.Commands;

/// <summary>Gathers what <c>init</c> needs from its flags, and asks for the rest where somebody is there to answer; else it says all that is missing.</summary>
/// <param name="dialogue">Null where nobody is there.</param>
/// <param name="check">Looks at each answer when it is given.</param>
internal sealed class InitAnswers(InitFlags flags, ParseResult arguments, InitDialogue? dialogue, InitCheck check)
{
    private readonly List<string> _missing = [];

    /// <summary>What has to be said and was not, or will not do as a flag says it, a sentence each.</summary>
    public IReadOnlyList<string> Missing => _missing;

    public SetupAnswers Gather()
    {
        var tracker = Part(Choose(flags.Tracker, "Where do issues go?", flags.Trackers, flags.Trackers[0].Word, isNeeded: true));
        var channel = Part(Choose(flags.Channel, "How are people reminded?", flags.Channels, InitFlags.Outbox, isNeeded: false));
        return new SetupAnswers(tracker, channel, Zone());
    }

    /// <summary>The first documents; empty where there are none yet.</summary>
    public IReadOnlyList<string> Documents()
    {
        var given = arguments.GetValue(flags.Documents) ?? [];
        // Each is looked at, so that all that are not there are named.
        if (given.Length > 0 && given.Select(document => IsAccepted(flags.Documents.Name, NotThere(document))).ToList().TrueForAll(isThere => isThere))
            return given;
        return dialogue?.Ask("Where are the first postmortems, a file or a folder?", "none yet", NotThere) is { } path ? [path] : [];
    }

    private static string? NotThere(string document) =>
        Path.Exists(document) ? null : $"there is nothing at {Path.GetFullPath(document)}; name a file or a folder that is there, or none yet.";

    private InitKind? Choose(Option<string?> flag, string question, IReadOnlyList<InitKind> kinds, string otherwise, bool isNeeded)
    {
        var words = kinds.Select(kind => kind.Word).ToList();
        if (!isNeeded)
            words.Insert(0, otherwise);
        var word = arguments.GetValue(flag) ?? dialogue?.Choose(question, words, otherwise);
        if (word is null && isNeeded)
            _missing.Add($"{flag.Name} is missing: {string.Join(", ", words)}.");
        return kinds.FirstOrDefault(kind => kind.Word == word);
    }

    private SetupPart? Part(InitKind? kind)
    {
        if (kind is not { Keys.Count: > 0 })
            return null;
        var (values, secrets) = (new Dictionary<string, string>(), new Dictionary<string, SetupSecret>());
        foreach (var key in kind.Keys.Where(key => key.When(values)))
        {
            if (key.IsSecret && Secret(kind, key, values) is { } secret)
                secrets[key.Key] = secret;
            else if (!key.IsSecret && Value(kind, key, values) is { } value)
                values[key.Key] = value;
        }
        return new SetupPart(kind.Name, values, secrets);
    }

    private string? Value(InitKind kind, SetupKey key, IReadOnlyDictionary<string, string> before)
    {
        var flag = flags.Of(kind, key);
        if (arguments.GetValue(flag) is { Length: > 0 } given && IsAccepted(flag.Name, check.Problem(kind, key.Key, given, before)))
            return given;
        if (dialogue is not null)
            return dialogue.Ask($"{kind.Name}: {key.Question}", key.Otherwise, said => check.Problem(kind, key.Key, said, before));
        if (key.Otherwise is null && string.IsNullOrEmpty(arguments.GetValue(flag)))
            _missing.Add($"{flag.Name} is missing: {key.Question}.");
        return null;
    }

    private SetupSecret? Secret(InitKind kind, SetupKey key, IReadOnlyDictionary<string, string> before)
    {
        var (file, variable) = (flags.FileOf(kind, key), flags.VariableOf(kind, key));
        var (path, name) = (arguments.GetValue(file), arguments.GetValue(variable));
        if (path is { Length: > 0 } && IsAccepted(file.Name, check.Problem(kind, SectionKeys.FileTwin(key.Key), path, before)))
            return new SetupSecret(path, null);
        if (name is { Length: > 0 } && Environment.GetEnvironmentVariable(name)?.Trim() is var value && IsAccepted(variable.Name, Wrong(value)))
            return new SetupSecret(null, value);
        if (dialogue is not null)
            return new SetupSecret(null, dialogue.AskHidden($"{kind.Name}: {key.Question}", said => check.Problem(kind, key.Key, said, before)));
        if (string.IsNullOrEmpty(path) && string.IsNullOrEmpty(name))
            _missing.Add($"{file.Name} or {variable.Name} is missing: {key.Question}.");
        return null;

        string? Wrong(string? secret) =>
            secret is not { Length: > 0 } ? $"it names the variable {name}, which is not set" : check.Problem(kind, key.Key, secret, before);
    }

    private string Zone()
    {
        var machine = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZoneInfo.Local.Id, out var local) ? local.Id : TimeZoneInfo.Utc.Id;
        return arguments.GetValue(flags.TimeZone) is { } given && IsAccepted(flags.TimeZone.Name, NoZone(given))
            ? given
            : dialogue?.Ask("In which time zone are days and hours meant?", machine, NoZone) ?? machine;
    }

    /// <summary>Says what is wrong with what a flag gives; somebody who is there is asked for it then.</summary>
    private bool IsAccepted(string flag, string? wrong)
    {
        if (wrong is null)
            return true;
        if (dialogue is null)
            _missing.Add($"{flag}: {wrong}");
        else
            Terminal.Message($"{flag}: {FullStop.After(wrong)}");
        return false;
    }

    private static string? NoZone(string given) =>
        ValueReader.Read(typeof(TimeZoneInfo), given, out var expected) is null ? $"{Wording.Quote(given)} is not right; it must be {expected}" : null;
}
