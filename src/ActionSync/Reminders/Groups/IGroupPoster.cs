using ActionSync.Mail;

namespace ActionSync.Reminders.Groups;

/// <summary>Posts in the one place where a team reads. It posts once a call, and says honestly what became of it.</summary>
internal interface IGroupPoster
{
    /// <summary>Posts. Throws only on cancellation by the caller.</summary>
    Task<SendOutcome> PostAsync(GroupList list, CancellationToken cancellationToken);
}
