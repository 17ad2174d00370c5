using ActionSync.Simulators.Chaos.Documents;

namespace ActionSync.Simulators.Chaos.Books;

/// <summary>A tracker as its own books have it, and the hands of the people who work in it.</summary>
internal interface ITrackerBook
{
    /// <summary>The service that the harness' documents name to be routed here.</summary>
    string Service { get; }

    IReadOnlyList<BookIssue> Read();

    /// <summary>A person closes an issue as done or wont_do.</summary>
    void Close(BookIssue issue, string state);

    /// <summary>A person changes a field.</summary>
    void Change(BookIssue issue, Field field, string value);
}

/// <summary>An issue of ours in a tracker's books.</summary>
/// <param name="Number">What people call it.</param>
/// <param name="Token">Whose it is, by the word in its title.</param>
/// <param name="State">open, in_progress, done, wont_do or duplicate.</param>
/// <param name="IsWithdrawn">It is flagged as no longer in its document.</param>
internal sealed record BookIssue(string Number, string Token, string Title, string? Priority, string? Deadline, string State, bool IsWithdrawn)
{
    public bool IsClosed => State is "done" or "wont_do" or "duplicate";

    public string? Of(Field field) => field switch { Field.Title => Title, Field.Priority => Priority, _ => Deadline };
}

/// <summary>What a person did to an issue.</summary>
/// <param name="Field">Null where the issue was closed.</param>
internal sealed record Deed(string Token, Field? Field, string Value, DateTimeOffset At);
