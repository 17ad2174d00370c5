namespace ActionSync.Testing;

/// <summary>A page of the board as a person sees it.</summary>
internal sealed class Page(string path)
{
    public string Path { get; } = path;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Text => File.ReadAllText(Path);

    /// <summary>A line of the front matter as it stands there.</summary>
    public string this[string key] =>
        Text.Split('\n').Skip(1).TakeWhile(line => line != "---")
            .First(line => line.StartsWith($"{key}:", StringComparison.Ordinal))[(key.Length + 1)..].Trim();

    /// <summary>Changes a line of the front matter, as a person does.</summary>
    public void Set(string key, string value)
    {
        var lines = Text.Split('\n');
        var at = Array.FindIndex(lines, line => line.StartsWith($"{key}:", StringComparison.Ordinal));
        lines[at] = $"{key}: {value}";
        File.WriteAllText(Path, string.Join('\n', lines));
    }
}
