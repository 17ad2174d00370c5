namespace ActionSync.Commands;

/// <summary>The items of which one and the same is to be said: of many only the first are named.</summary>
internal static class SomeNames
{
    private const int MostNamed = 3;

    public static string Of(IReadOnlyList<string> names) => names.Count <= MostNamed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more";
}
