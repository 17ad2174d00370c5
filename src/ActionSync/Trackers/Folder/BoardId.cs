namespace ActionSync.Trackers.Folder;

/// <summary>
/// The id of an issue here is its marker, wherever its file is moved. A copy of the file is another issue with the same marker, and a file
/// without one was adopted by its address: both can only be known by their place.
/// </summary>
internal static class BoardId
{
    private const char PlaceFollows = ':';

    public static string Of(string? marker, string name, bool isFirst) => isFirst && !string.IsNullOrEmpty(marker) ? marker : $"{marker}{PlaceFollows}{name}";

    public static string? MarkerOf(string id) => id.Split(PlaceFollows, 2)[0] is { Length: > 0 } marker ? marker : null;

    public static bool NamesPlace(string id) => id.Contains(PlaceFollows);
}
