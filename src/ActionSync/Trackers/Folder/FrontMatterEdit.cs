namespace ActionSync.Trackers.Folder;

/// <summary>Changes values of a front matter and nothing else in the text.</summary>
internal static class FrontMatterEdit
{
    /// <summary>
    /// The text with these values (as YAML; empty for none), or null where they cannot be put in without changing what other lines say.
    /// </summary>
    public static string? Set(FrontMatter before, IReadOnlyList<(string Key, string Yaml)> values)
    {
        var text = before.Text;
        // From the last to the first, so that the places of the others stay right.
        foreach (var (place, length, with) in values.Select(value => Edit(before, value.Key, value.Yaml)).OrderByDescending(edit => edit.Place))
            text = text.Remove(place, length).Insert(place, with);
        return FrontMatter.Read(text) is { } after && Agree(before, after, values) ? text : null;
    }

    private static (int Place, int Length, string With) Edit(FrontMatter before, string key, string yaml)
    {
        if (before[key] is not { } entry)
            return (before.Close, 0, $"{key}: {yaml}".TrimEnd() + before.NewLine);
        var place = entry.ValueStart;
        var length = entry.ValueEnd - place;
        if (place > entry.AfterColon)
            return (place, length, yaml);
        return (place, length, yaml.Length == 0 ? "" : $" {yaml}");
    }

    /// <summary>The value of a list with or without one item, in the shape that the list has.</summary>
    public static string? SetItem(FrontMatter before, string key, string item, IReadOnlyList<string> wanted)
    {
        if (before[key] is not { ItemPlaces: { Count: > 0 } places, Items: { } items })
            return Set(before, [(key, YamlText.List(wanted))]);
        var text = before.Text;
        var index = items.ToList().FindIndex(other => other.Equals(item, StringComparison.OrdinalIgnoreCase));
        var (start, next) = LineAt(text, places[index < 0 ? ^1 : index]);
        var edited = index < 0 ? text.Insert(next, text[start..places[^1]] + YamlText.Scalar(item) + before.NewLine) : text.Remove(start, next - start);
        return FrontMatter.Read(edited) is { } after && after.Problems.Count == before.Problems.Count && (after[key]?.Items ?? []).SequenceEqual(wanted)
            ? edited
            : null;
    }

    private static (int Start, int Next) LineAt(string text, int place) =>
        (text.LastIndexOf('\n', place) + 1, text.IndexOf('\n', place) + 1);

    private static bool Agree(FrontMatter before, FrontMatter after, IReadOnlyList<(string Key, string Yaml)> values) =>
        after.Problems.Count <= before.Problems.Count
        && after.Text.AsSpan(after.Close).SequenceEqual(before.Text.AsSpan(before.Close))
        && Others(before, values).SequenceEqual(Others(after, values))
        && values.All(value => Says(after[value.Key]) == Says(FrontMatter.Read($"---\nx: {value.Yaml}\n---\n")?["x"]));

    private static IEnumerable<(string Key, string Says)> Others(FrontMatter front, IReadOnlyList<(string Key, string Yaml)> values) =>
        front.Entries.Where(entry => !IsSet(entry.Key, values)).Select(entry => (entry.Key, Says(entry)));

    private static bool IsSet(string key, IReadOnlyList<(string Key, string Yaml)> values) =>
        values.Any(value => value.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static string Says(FrontMatterEntry? entry) =>
        entry is null ? "" : $"{entry.Text}\n{string.Join('\n', entry.Items ?? [])}\n{entry.IsOther}";
}
