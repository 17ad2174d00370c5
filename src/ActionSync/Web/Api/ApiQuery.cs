using ActionSync.Text;
using Microsoft.Extensions.Primitives;

namespace ActionSync.Web.Api;

/// <summary>Reads the few keys of an address that choose no items. Pure.</summary>
internal static class ApiQuery
{
    private const int LongestShown = 100;

    /// <summary>A sentence for each key that nobody reads.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> keys, IReadOnlyCollection<string> known) =>
        from key in keys
        where !known.Contains(key, StringComparer.OrdinalIgnoreCase)
        let shown = key[..Math.Min(key.Length, LongestShown)]
        select $"There is no key {shown} here; known {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}{(Nearest.OrBegun(shown, known) is { } near ? $" (did you mean {near}?)" : "")}.";

    /// <summary>A sentence for each key that comes more than once.</summary>
    public static IEnumerable<string> Twice(IQueryCollection query, IEnumerable<string> keys) =>
        keys.Where(key => query[key].Count > 1).Select(key => $"{key} comes {query[key].Count} times; give it once.");

    /// <summary>False where the flag is not there; null where it is neither true nor false.</summary>
    public static bool? Truth(StringValues value) => value.Count == 0 ? false : FlagWord.Read(value[0]);
}
