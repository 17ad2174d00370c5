using ActionSync.Configuration.Settings;

namespace ActionSync.Configuration.Binding;

/// <summary>Reads a secret from its key, or from the file that its twin names. No message of it shows a value.</summary>
internal sealed class SecretReader(Findings findings, string currentDirectory)
{
    /// <summary>The secret; null where none is given, or where a problem was noted.</summary>
    /// <param name="mostLines">How many lines a file of it may hold, a secret each.</param>
    public Secret? Read(MapSetting section, string name, string key, int mostLines = 1)
    {
        var own = section.Entries.GetValueOrDefault(name);
        var twin = section.Entries.GetValueOrDefault(SectionKeys.FileTwin(name));
        HideAll(own);
        var twinIsGiven = twin is not null and not NothingSetting and not TextSetting { Text: "" };
        // An empty variable beside a file is a variable that was meant to be unset.
        if (own is null or NothingSetting || (own is TextSetting { Text: "" } && twinIsGiven))
            return twinIsGiven ? FromFile(twin!, SectionKeys.FileTwin(key), mostLines) : null;
        if (twinIsGiven)
        {
            findings.Add(key, $"is set, and {SectionKeys.FileTwin(key)} as well ({twin!.Origin}); keep one of the two");
            return null;
        }
        if (own is TextSetting text)
            return Checked(new Secret(text.Text), key, "the value");
        findings.Add(key, "must be a text");
        return null;
    }

    private Secret? FromFile(Setting setting, string key, int mostLines)
    {
        if (setting is not TextSetting { Text: var path })
        {
            findings.Add(key, "must be the path of a file");
            return null;
        }
        if (LooksLikeSecret(path))
        {
            findings.Hide(path);
            findings.Add(key, $"holds what looks like the secret itself; this key takes the path of a file, {key[..^"File".Length]} takes the secret");
            return null;
        }
        return ReadText(path, key) is { } content
            ? Checked(new Secret(content.Trim(), Path.GetFullPath(path, currentDirectory), mostLines), key, $"the file {InFull(path)}")
            : null;
    }

    /// <summary>The text of a file that holds a secret; null, with a problem noted, where it cannot be had.</summary>
    public string? ReadText(string path, string key)
    {
        var text = SecretFile.Read(Path.GetFullPath(path, currentDirectory), InFull(path), out var problem);
        if (text is null)
            findings.Add(key, problem);
        return text;
    }

    /// <summary>In full and whole: people look for the file.</summary>
    private string InFull(string path) => Wording.QuotePath(Path.GetFullPath(path, currentDirectory));

    /// <summary>True for what is no path to speak of: a long word without a dot or slash, or text of several lines.</summary>
    public static bool LooksLikeSecret(string path) => path.Any(char.IsControl) || (path.Length >= 20 && !path.AsSpan().ContainsAny('/', '\\', '.'));

    private Secret? Checked(Secret secret, string key, string what)
    {
        foreach (var text in SecretFile.Lines(secret.Reveal()).Append(secret.Reveal()))
            findings.Hide(text);
        if (SecretFile.Problem(secret.Reveal(), secret.MostLines) is not { } problem)
            return secret;
        findings.Add(key, $"{what} {problem}");
        return null;
    }

    private void HideAll(Setting? setting)
    {
        if (setting is TextSetting text)
            findings.Hide(text.Text);
        foreach (var below in setting switch { MapSetting map => map.Entries.Values, ListSetting list => list.Items, _ => (IEnumerable<Setting>)[] })
            HideAll(below);
    }
}
