using System.Collections.Concurrent;

namespace ActionSync.Simulators.Chaos;

/// <summary>Counts what was done, by a word for each.</summary>
public sealed class Figures
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what, int by = 1) => _counts.AddOrUpdate(what, by, (_, before) => before + by);

    public void Set(string what, int count) => _counts[what] = count;

    public override string ToString() => string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
}
