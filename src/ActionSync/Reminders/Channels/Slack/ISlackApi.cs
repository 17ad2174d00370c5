using Refit;

namespace ActionSync.Reminders.Channels.Slack;

/// <summary>Slack's Web API as far as it is used. Answers are returned as they are: what they mean is told by <see cref="SlackAnswer"/>.</summary>
internal interface ISlackApi
{
    /// <summary>https://docs.slack.dev/reference/methods/users.lookupByEmail</summary>
    [Get("/users.lookupByEmail")]
    Task<HttpResponseMessage> LookUpAsync(string email, [Authorize] string token, CancellationToken cancellationToken);

    /// <summary>https://docs.slack.dev/reference/methods/chat.postMessage</summary>
    [Post("/chat.postMessage")]
    Task<HttpResponseMessage> PostAsync([Body] HttpContent message, [Authorize] string token, CancellationToken cancellationToken);

    /// <summary>https://docs.slack.dev/reference/methods/auth.test</summary>
    [Post("/auth.test")]
    Task<HttpResponseMessage> TestAsync([Body] HttpContent nothing, [Authorize] string token, CancellationToken cancellationToken);
}
