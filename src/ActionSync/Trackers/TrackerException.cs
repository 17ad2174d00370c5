using ActionSync.Text;

namespace ActionSync.Trackers;

/// <summary>Why a tracker as a whole cannot serve.</summary>
public enum TrackerFault
{
    /// <summary>No connection, time-out, 5xx, an answer that cannot be read.</summary>
    Unavailable,

    /// <summary>The credentials are refused.</summary>
    Unauthorised,

    /// <summary>The credentials are good but may not do this.</summary>
    Forbidden,

    /// <summary>The repository, project or folder is not there or not visible.</summary>
    NotFound,

    /// <summary>A limit; see <see cref="TrackerException.Until"/>.</summary>
    Limited,
}

/// <summary>The tracker cannot serve now; its work stays pending and other trackers go on. The message is a sentence for people with a next step.</summary>
public sealed class TrackerException(TrackerFault fault, string message, Exception? inner = null) : Exception(PlainText.Readable(message), inner)
{
    public TrackerFault Fault { get; } = fault;

    /// <summary>For <see cref="TrackerFault.Limited"/>: not before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The write was perhaps carried out all the same: time-out, 5xx, broken connection, an answer that cannot be read.</summary>
    public bool PerhapsDone { get; init; }

    /// <summary>What was asked concerned one issue alone, so others may well be served; one look at the place itself tells.</summary>
    public bool OfOneIssue { get; init; }

    /// <summary>The same problem after a write that was carried out, or perhaps was.</summary>
    public TrackerException AfterWrite() => new(Fault, Message, this) { Until = Until, OfOneIssue = OfOneIssue, PerhapsDone = true };
}
