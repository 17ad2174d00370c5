using ActionSync.Configuration;

namespace ActionSync.Trackers.GitHub;

/// <summary>Puts the token on requests: the configured one, or one for the App's installation.</summary>
internal sealed class GitHubCredentials(GitHubOptions options, RenewableSecret? token, GitHubAppTokens? app)
{
    private const string ApiVersion = "2022-11-28";
    private const string UserAgent = "ActionSync";

    public bool IsApp => app is not null;

    /// <summary>Drops a token that was refused; true where a new one can be had.</summary>
    public bool Renew() => app?.Forget() ?? token?.Renew() ?? false;

    public async ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Authorise(request, app is not null ? await app.TokenAsync(cancellationToken) : Token());

    /// <summary>The login under which the App writes.</summary>
    public Task<string> BotLoginAsync(CancellationToken cancellationToken) =>
        app?.BotLoginAsync(cancellationToken) ?? throw new InvalidOperationException("Only an App has a bot.");

    /// <summary>The headers of every request: https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api</summary>
    public static void Prepare(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/vnd.github+json");
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", ApiVersion);
    }

    public static void Authorise(HttpRequestMessage request, string bearer)
    {
        if (!TokenText.CanBeSent(bearer))
            throw new TrackerException(
                TrackerFault.Unauthorised, "The GitHub token is empty or holds characters that no token has. Check Token or the file that TokenFile names.");
        request.Headers.Authorization = new("Bearer", bearer);
    }

    private string Token() => token?.Reveal().Trim()
        ?? throw new TrackerException(TrackerFault.Unauthorised, $"Tracker {options.Name} has no token. Set Token, TokenFile or App.");
}
