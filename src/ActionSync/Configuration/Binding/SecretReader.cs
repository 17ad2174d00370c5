using ActionSync.Configuration.Settings;
using ActionSync.Files;

namespace ActionSync.Configuration.Binding;

/// <summary>Reads a secret from its key, or from the file that its twin names. No message of it shows a value.</summary>
internal sealed class SecretReader(Findings findings, string currentDirectory)
{
    private const int LongestFile = 64 * 1024;

    /// <summary>The secret; null where none is given, or where a problem was noted.</summary>
    public Secret? Read(MapSetting section, string name, string key)
    {
        var own = section.Entries.GetValueOrDefault(name);
        var twin = section.Entries.GetValueOrDefault(SectionKeys.FileTwin(name));
        HideAll(own);
        var twinIsGiven = twin is not null and not NothingSetting and not TextSetting { Text: "" };
        // An empty variable beside a file is a variable that was meant to be unset.
        if (own is null or NothingSetting || (own is TextSetting { Text: "" } && twinIsGiven))
            return twinIsGiven ? FromFile(twin!, SectionKeys.FileTwin(key)) : null;
        if (twinIsGiven)
        {
            findings.Add(key, $"is set, and {SectionKeys.FileTwin(key)} as well ({twin!.Origin}); keep one of the two");
            return null;
        }
        if (own is TextSetting text)
            return Checked(text.Text, key, "the value");
        findings.Add(key, "must be a text");
        return null;
    }

    private Secret? FromFile(Setting setting, string key)
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
        return ReadText(path, key) is { } content ? Checked(content.Trim(), key, $"the file {Wording.Quote(path)}") : null;
    }

    /// <summary>
    /// The text of a file that holds a secret; null, with a problem noted, where it cannot be had. A link to a file is followed: secrets are mounted so.
    /// </summary>
    public string? ReadText(string path, string key)
    {
        try
        {
            using var file = OpenedFile.ForReading(Path.GetFullPath(path, currentDirectory), LinkRule.Follow);
            if (file.ReadText(LongestFile) is { } content)
                return content;
            findings.Add(key, $"the file {Wording.Quote(path)} has {file.Facts.Size} bytes; that is no secret (at most {LongestFile})");
        }
        catch (NotARegularFileException other)
        {
            findings.Add(key, $"{Wording.Quote(path)} is {FileFacts.Word(other.Kind)}; it must be a file");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(key, $"there is no file {Wording.Quote(path)}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            findings.Add(key, $"the file {Wording.Quote(path)} cannot be read by this user");
        }
        return null;
    }

    /// <summary>True for what is no path to speak of: a long word without a dot or slash, or text of several lines.</summary>
    public static bool LooksLikeSecret(string path) => path.Any(char.IsControl) || (path.Length >= 20 && !path.AsSpan().ContainsAny('/', '\\', '.'));

    private Secret? Checked(string secret, string key, string what)
    {
        findings.Hide(secret);
        if (secret != "" && !secret.Any(char.IsControl))
            return new Secret(secret);
        findings.Add(key, secret == "" ? $"{what} is empty" : $"{what} has several lines or control characters; a secret is one line");
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
