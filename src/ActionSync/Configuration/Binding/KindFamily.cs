namespace ActionSync.Configuration.Binding;

/// <summary>The entries of a map whose options differ by kind, such as <c>Trackers</c> and <c>Channels</c>.</summary>
/// <param name="Word">What people call one entry, such as "tracker".</param>
/// <param name="Kinds">The options of each kind.</param>
internal sealed record KindFamily(string Word, IReadOnlyDictionary<string, Type> Kinds)
{
    /// <summary>The key of an entry that says of which kind it is.</summary>
    public const string Key = "Kind";

    /// <summary>There is one entry a kind, under the kind's name, and always: an entry needs no <see cref="Key"/>.</summary>
    public bool IsOneEach { get; init; }

    /// <summary>The kinds that have this key.</summary>
    public IEnumerable<string> With(string key) =>
        Kinds.Where(kind => SectionKeys.Names(kind.Value).Contains(key, StringComparer.OrdinalIgnoreCase)).Select(kind => kind.Key);
}
