using ActionSync.Reminders.Policy;

namespace ActionSync.Web.Pages.Frame;

/// <summary>Why an item is in a message, or not; public, since components hand it on.</summary>
/// <param name="Person">Whom it goes to, or would; null where the page says so, or it does not come so far.</param>
/// <param name="IsIn">It is in the message.</param>
public sealed record VerdictLine(string? Person, bool IsIn, string Reason)
{
    /// <summary>It has no part of the message, which mentions it below as overdue, too.</summary>
    public bool IsMentioned { get; init; }

    public string Tag => IsIn ? "in" : IsMentioned ? "also" : "out";

    /// <param name="verdict">What was decided.</param>
    /// <param name="person">Whose page it is; null where it is nobody's.</param>
    internal static VerdictLine Of(Verdict verdict, string? person = null) => new(
        verdict.Person == person ? null : verdict.Person, verdict.Included, verdict.Reason);
}
