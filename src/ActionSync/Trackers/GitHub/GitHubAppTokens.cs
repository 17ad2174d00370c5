using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ActionSync.Files;
using ActionSync.Retrying;
using ActionSync.Trackers.Http;
using Octokit;

namespace ActionSync.Trackers.GitHub;

/// <summary>
/// Installation tokens of a GitHub App, each used until shortly before its end.
/// https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app
/// </summary>
internal sealed class GitHubAppTokens : ITrackerService, IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly GitHubAppOptions _options;
    private readonly GitHubAddresses _at;
    private readonly TimeProvider _clock;
    private readonly Pacer _pacer;
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile AccessToken? _token;

    public GitHubAppTokens(string tracker, GitHubAppOptions options, GitHubAddresses at, HttpMessageHandler network, TimeProvider clock)
    {
        (_options, _at, _clock) = (options, at, clock);
        _pacer = new Pacer(Name, null, clock);
        _http = new HttpMessageInvoker(new TrackerHandler(tracker, this, _pacer, network, clock), disposeHandler: false);
    }

    public string Name => GitHubAnswers.Service;

    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // A refusal may drop it at any time.
            if (_token is not { } token || token.ExpiresAt - RenewBefore <= _clock.GetUtcNow())
                _token = token = await NewTokenAsync(cancellationToken);
            return token.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The next request gets a new token.</summary>
    public bool Forget()
    {
        _token = null;
        return true;
    }

    /// <summary>https://docs.github.com/rest/apps/apps#get-the-authenticated-app</summary>
    public async Task<string> BotLoginAsync(CancellationToken cancellationToken)
    {
        var reply = await Exchange(cancellationToken).AskAsync(api => new GitHubAppsClient(api).GetCurrent());
        var app = GitHubAnswers.Good(reply).Content;
        return (app.Slug ?? app.HtmlUrl?.TrimEnd('/').Split('/')[^1]) is { Length: > 0 } slug
            ? $"{slug}[bot]"
            : throw reply.Answer.Unreadable("$.slug and $.html_url missing");
    }

    public void Dispose()
    {
        _gate.Dispose();
        _pacer.Dispose();
        _http.Dispose();
    }

    public ValueTask AuthoriseAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        GitHubCredentials.Authorise(request, Jwt());
        return ValueTask.CompletedTask;
    }

    public bool RefusesCredentials(Answer answer) => answer.Status == HttpStatusCode.Unauthorized;

    /// <summary>The key is read anew for each request anyway.</summary>
    public bool RenewCredentials() => false;

    public TrackerException? Judge(Answer answer) => RefusesCredentials(answer)
        ? new TrackerException(TrackerFault.Unauthorised,
            $"GitHub refuses the App (401{AnswerReading.Quoted(GitHubAnswers.Says(answer))}). Check App:ClientId, the private key, and this machine's clock.")
        : GitHubAnswers.Fault(answer, _clock.GetUtcNow(), RetryAfter.Unsaid);

    /// <summary>https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app</summary>
    private async Task<AccessToken> NewTokenAsync(CancellationToken cancellationToken)
    {
        // What is no number is no installation's.
        _ = long.TryParse(_options.InstallationId, NumberStyles.None, CultureInfo.InvariantCulture, out var installation);
        var reply = await Exchange(cancellationToken).AskAsync(api => new GitHubAppsClient(api).CreateInstallationToken(installation));
        return reply.Answer.Status is HttpStatusCode.NotFound
            ? throw new TrackerException(
                TrackerFault.Unauthorised, $"GitHub knows no installation {_options.InstallationId} of this App. Check App:InstallationId.")
            : GitHubAnswers.Good(reply).Content;
    }

    /// <summary>A second token does no harm, so that its POST may be repeated like a read.</summary>
    private GitHubExchange Exchange(CancellationToken cancellationToken) => new(_http, _at.Base, cancellationToken) { IsRead = true };

    private string Jwt()
    {
        // Issued a minute ago, so that clocks may differ; GitHub allows ten minutes at most.
        var now = _clock.GetUtcNow();
        var claims = new JsonObject
        {
            ["iat"] = now.AddSeconds(-60).ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(8).ToUnixTimeSeconds(),
            ["iss"] = _options.ClientId,
        };
        var content =
            $"{Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        using var key = Key();
        return $"{content}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private const int LongestKey = 64 * 1024;

    private RSA Key()
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(OpenedFile.ReadText(_options.PrivateKeyFile, LinkRule.Follow, LongestKey) ?? "");
            return key;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new TrackerException(TrackerFault.Unauthorised,
                $"The App's private key {_options.PrivateKeyFile} cannot be read as PEM. Download it again from the App's settings.");
        }
    }
}
