using ActionSync.Text;

namespace ActionSync.Configuration.Binding;

/// <summary>Finds the words for a key that is not known here.</summary>
internal static class UnknownKey
{
    public static string Say(ConfigurationSchema schema, KindFamily? family, string name, string path, IReadOnlyList<string> known)
    {
        if (family is { IsOneEach: false } && family.With(name).ToList() is { Count: > 0 } kinds)
            return $"is a key of a {Wording.Or(kinds)} {family.Word}; this one is of another kind";
        if (Nearest.To(name, known) is { } near)
            return $"is not a known key; did you mean {Wording.Join(path, near)}?";
        if (schema.All().FirstOrDefault(key => key.Leaf.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } elsewhere)
            return $"is not a known key; did you mean {elsewhere.Path}?";
        return $"is not a known key; known here are {string.Join(", ", known)}";
    }
}
