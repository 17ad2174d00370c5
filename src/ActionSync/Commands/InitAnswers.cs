using System.CommandLine;
using ActionSync.Configuration;
using ActionSync.Configuration.Binding;
using ActionSync.Setup;

namespace ActionSync.Commands;

/// <summary>Gathers what <c>init</c> needs from its flags, and asks for the rest where somebody is there to answer; else it says all that is missing.</summary>
/// <param name="dialogue">Null where nobody is there.</param>
internal sealed class InitAnswers(InitFlags flags, ParseResult arguments, InitDialogue? dialogue)
{
    private readonly List<string> _missing = [];

    /// <summary>What has to be said and was not, or will not do, a sentence each.</summary>
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
        if (given.Length == 0 && dialogue?.Ask("Where are the first postmortems, a file or a folder?", "none yet") is { } path)
            given = [path];
        foreach (var missing in given.Where(document => !Path.Exists(document)))
            _missing.Add($"There is nothing at {Path.GetFullPath(missing)}: name a file or a folder that is there, or none yet.");
        return given;
    }

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
            if (key.IsSecret && Secret(kind, key) is { } secret)
                secrets[key.Key] = secret;
            else if (!key.IsSecret && Value(kind, key) is { } value)
                values[key.Key] = value;
        }
        return new SetupPart(kind.Name, values, secrets);
    }

    private string? Value(InitKind kind, SetupKey key)
    {
        var flag = flags.Of(kind, key);
        if (arguments.GetValue(flag) is { Length: > 0 } given)
            return given;
        if (dialogue?.Ask($"{kind.Name}: {key.Question}", key.Otherwise) is { } said)
            return said;
        if (key.Otherwise is null)
            _missing.Add($"{flag.Name} is missing: {key.Question}.");
        return null;
    }

    private SetupSecret? Secret(InitKind kind, SetupKey key)
    {
        var (file, variable) = (flags.FileOf(kind, key), flags.VariableOf(kind, key));
        if (arguments.GetValue(file) is { Length: > 0 } path)
            return new SetupSecret(path, null);
        if (arguments.GetValue(variable) is { Length: > 0 } name)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                return new SetupSecret(null, value.Trim());
            _missing.Add($"{variable.Name} names the variable {name}, which is not set.");
            return null;
        }
        if (dialogue is not null)
            return new SetupSecret(null, dialogue.AskHidden($"{kind.Name}: {key.Question}"));
        _missing.Add($"{file.Name} or {variable.Name} is missing: {key.Question}.");
        return null;
    }

    private string Zone()
    {
        var machine = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZoneInfo.Local.Id, out var local) ? local.Id : TimeZoneInfo.Utc.Id;
        if (arguments.GetValue(flags.TimeZone) is { } given)
        {
            if (ValueReader.Read(typeof(TimeZoneInfo), given, out var expected) is null)
                _missing.Add($"{flags.TimeZone.Name} {Wording.Quote(given)} is not right; it must be {expected}");
            return given;
        }
        while (dialogue?.Ask("In which time zone are days and hours meant?", machine) is { } said)
        {
            if (ValueReader.Read(typeof(TimeZoneInfo), said, out var expected) is not null)
                return said;
            Console.Error.WriteLine($"{Wording.Quote(said)} is not right; it must be {expected}");
        }
        return machine;
    }
}
