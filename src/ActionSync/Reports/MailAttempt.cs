using ActionSync.Mail;
using ActionSync.Retrying;

namespace ActionSync.Reports;

/// <summary>What became of one attempt to mail a report, and when the next one is due.</summary>
/// <param name="SentAt">Null where it did not go out.</param>
/// <param name="NextTryAt">Null where it did.</param>
/// <param name="Remark">Why it did not; null where it did.</param>
internal sealed record MailAttempt(DateTimeOffset? SentAt, DateTimeOffset? NextTryAt, string? Remark)
{
    /// <param name="outcome">What the mailer says.</param>
    /// <param name="before">How many attempts there were before.</param>
    /// <param name="now">When it was tried.</param>
    public static MailAttempt Of(SendOutcome outcome, int before, DateTimeOffset now) => outcome switch
    {
        SendOutcome.Failed failed => new(null, now + BackOff.Report.After(before), failed.Reason),
        SendOutcome.Unknown unknown => new(null, now + BackOff.Report.After(before), unknown.Reason),
        SendOutcome.Unreachable unreachable => new(null, now.AddDays(1), unreachable.Reason),
        SendOutcome.Limited limited => new(null, RetryAfter.OfChannel.Within(limited.Until, now), limited.Reason),
        _ => new(now, null, null),
    };

    /// <summary>A fault of ours in one mail keeps nobody else's back.</summary>
    public static SendOutcome Fault(Exception e) =>
        new SendOutcome.Failed($"it failed in a way that is a fault of ActionSync: {e.GetType().Name}: {e.Message}");
}
