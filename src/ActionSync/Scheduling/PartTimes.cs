using System.Collections.Concurrent;

namespace ActionSync.Scheduling;

/// <summary>
/// When parts of the worker did what they do again and again, and which of them are late. Lateness is measured in time that passes, so a clock that is
/// set neither hides nor invents it.
/// </summary>
internal sealed class PartTimes(TimeProvider clock)
{
    /// <summary>A part is late after so many of its periods, but never before <see cref="Least"/>: a busy machine is no fault.</summary>
    private const int Periods = 3;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, PartTime> _parts = new();

    public IReadOnlyList<PartTime> All => [.. _parts.Values.OrderBy(part => part.Name, StringComparer.Ordinal)];

    /// <summary>How long what comes so often may stay away.</summary>
    public static TimeSpan Limit(TimeSpan every) => every * Periods > Least ? every * Periods : Least;

    /// <summary>Begins to expect a part, now.</summary>
    public void Expect(string part, TimeSpan every) => _parts.TryAdd(part, new PartTime(part, every, clock.GetTimestamp()));

    /// <summary>It did what it does, at this time of the clock on the wall; what <see cref="Note"/> told stands.</summary>
    public void Done(string part, DateTimeOffset at) => Change(part, known => known with { Since = clock.GetTimestamp(), Last = at });

    /// <summary>Why it cannot be done now; null where nothing is known to be wrong.</summary>
    public void Note(string part, string? problem) => Change(part, known => known with { Problem = problem });

    /// <summary>Nobody could expect it until now: its time begins anew.</summary>
    public void Excuse(string part) => Change(part, known => known with { Since = clock.GetTimestamp() });

    public string? ProblemOf(string part) => _parts.GetValueOrDefault(part)?.Problem;

    public bool IsLate(string part) => _parts.TryGetValue(part, out var known) && IsLate(known);

    public bool IsLate(PartTime part) => clock.GetElapsedTime(part.Since) > Limit(part.Every);

    private void Change(string part, Func<PartTime, PartTime> change)
    {
        while (_parts.TryGetValue(part, out var known) && !_parts.TryUpdate(part, change(known), known))
        {
            // Somebody else changed it meanwhile.
        }
    }
}

/// <param name="Name">What people call it.</param>
/// <param name="Every">How often it is expected.</param>
/// <param name="Since">When its time began to run, as the clock's timestamp.</param>
internal sealed record PartTime(string Name, TimeSpan Every, long Since)
{
    /// <summary>When it was done last, by the clock on the wall; null where that is not known yet.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>Why it could not be done the last time; null where it could.</summary>
    public string? Problem { get; init; }
}
