using ActionSync.Trackers;

namespace ActionSync.Configuration.Binding;

/// <summary>Finds the words for a key that is not known here.</summary>
internal static class UnknownKey
{
    public static string Say(object section, string name, string path, IReadOnlyList<string> known)
    {
        if (section is TrackerOptions && TrackerKind.With(name).ToList() is { Count: > 0 } kinds)
            return $"is a key of a {Wording.Or(kinds)} tracker; this one is of another kind";
        if (Nearest.To(name, known) is { } near)
            return $"is not a known key; did you mean {Wording.Join(path, near)}?";
        if (SectionKeys.All().FirstOrDefault(key => key.Leaf.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } elsewhere)
            return $"is not a known key; did you mean {elsewhere.Path}?";
        return $"is not a known key; known here are {string.Join(", ", known)}";
    }
}
