namespace ActionSync.Links;

/// <summary>The paths that messages lead to, as they stand below <c>Dashboard:PublicUrl</c>.</summary>
internal static class LinkPaths
{
    /// <summary>The confirmation page of an act.</summary>
    public const string Act = "l";

    public const string Unsubscribe = "u";

    /// <summary>The report.</summary>
    public const string Report = "/report";

    /// <summary>The list of items.</summary>
    public const string Items = "/items";

    /// <summary>An item's page, by any of its names, as a rule its short one.</summary>
    public static string Item(string name) => Named(Items, name);

    /// <summary>
    /// The page of what has a name: escaped segment by segment, so that a slash in it is one in the address. A name that would lead elsewhere is asked for by a
    /// query.
    /// </summary>
    public static string Named(string folder, string name)
    {
        var segments = name.Split('/');
        var isPlain = segments.All(segment => segment is not ("" or "." or "..")) && !name.Contains('\\') && !name.Any(char.IsControl);
        return isPlain ? $"{folder}/{string.Join('/', segments.Select(Uri.EscapeDataString))}" : $"{folder}/-?name={Uri.EscapeDataString(name)}";
    }
}
