using ActionSync.Items;
using ActionSync.Simulators;
using ActionSync.Testing;
using ActionSync.Trackers;

namespace ActionSync.Tests.Trackers.Fuzz;

/// <summary>A simulator whose books are true whatever it answers, and the people who work in it.</summary>
internal abstract class LyingTracker : IAsyncDisposable
{
    protected static readonly IReadOnlyList<string> Foreign = ["Buy milk", "Item 1 of the incident", "Somebody else's matter"];

    public required HastyClock Clock { get; init; }

    public abstract TrackerOptions Options { get; }

    public abstract Faults Faults { get; }

    public abstract RequestLog Log { get; }

    /// <summary>What no message may hold.</summary>
    public abstract string Secret { get; }

    /// <summary>Our issues, as the books have them.</summary>
    public abstract IReadOnlyList<BookIssue> Issues { get; }

    /// <summary>The issues that are people's own, to be compared with themselves.</summary>
    public abstract IReadOnlyList<object> OfPeople { get; }

    public abstract void Retitle(string id, string title);

    public abstract void Postpone(string id, string day);

    public abstract void Close(string id);

    /// <summary>The paths that tell of the place and not of issues.</summary>
    public abstract bool IsSurroundings(string path);

    public abstract ValueTask DisposeAsync();
}

/// <summary>An issue in the books.</summary>
/// <param name="State">open, done or duplicate.</param>
internal sealed record BookIssue(string Id, string? Marker, string Title, Priority? Priority, string? Deadline, string? Owner, string State, bool IsFlagged);
