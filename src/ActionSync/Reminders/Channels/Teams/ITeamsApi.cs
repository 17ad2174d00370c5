using Refit;

namespace ActionSync.Reminders.Channels.Teams;

/// <summary>A workflow of Teams that takes cards.</summary>
internal interface ITeamsApi
{
    /// <param name="workflow">The whole address, which is a secret.</param>
    [Post("")]
    Task<HttpResponseMessage> PostAsync([Url] string workflow, [Body] HttpContent card, CancellationToken cancellationToken);
}
