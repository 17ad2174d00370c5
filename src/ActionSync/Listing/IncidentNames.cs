namespace ActionSync.Listing;

/// <summary>Which incident a person means, in any case. Pure.</summary>
internal static class IncidentNames
{
    /// <summary>The incident that is called so; null where none is.</summary>
    public static string? Whole(IReadOnlyCollection<string> ids, string text) =>
        ids.Contains(text) ? text : ids.FirstOrDefault(id => id.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The incidents whose ids begin so.</summary>
    public static IReadOnlyList<string> Begun(IReadOnlyCollection<string> ids, string text) =>
        text.Length == 0 ? [] : [.. ids.Where(id => id.StartsWith(text, StringComparison.OrdinalIgnoreCase))];
}
