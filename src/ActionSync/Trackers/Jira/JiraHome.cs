using System.Collections.Concurrent;
using ActionSync.Items;
using ActionSync.Text;

namespace ActionSync.Trackers.Jira;

/// <summary>
/// The project, and the account that it is used with, as Jira itself tells: who we are, where people open it, and whether it is served at all, which tells the
/// trouble of one issue from that of the whole tracker.
/// </summary>
internal sealed class JiraHome(JiraClient client)
{
    private readonly JiraOptions _options = client.Options;

    // Scoped tokens go through Atlassian's gateway, whose address is of no use to people.
    private const string Gateway = "/ex/jira/";

    private volatile JiraUser? _me;
    private volatile string? _site;

    // Keys that issues name, and what Jira calls their projects now.
    private readonly ConcurrentDictionary<string, string?> _keys = new(StringComparer.OrdinalIgnoreCase);

    public TrackerPlace Place { get; } = new(client.BaseUrl, client.Options.Project.ToUpperInvariant());

    /// <summary>The address for people, where it is known without asking.</summary>
    public string? KnownSite => _site ?? (IsGateway ? null : client.BaseUrl);

    public bool IsGateway => client.BaseUrl.Contains(Gateway, StringComparison.Ordinal);

    public async Task<JiraUser> MeAsync(CancellationToken cancellationToken)
    {
        if (_me is { } known)
            return known;
        var answer = await client.Api.MyselfAsync(cancellationToken).AnswerAsync();
        var me = JiraAnswers.Good(answer).Read(JiraJson.Default.JiraUser);
        return _me = me.Identity is not null ? me
            : throw new TrackerException(TrackerFault.Unavailable,
                $"Jira's answer to {answer.Url.AbsolutePath} names nobody: neither $.accountId nor $.name is there. It is asked again in the next pass.");
    }

    /// <summary>What Jira calls itself, by whatever address it is reached.</summary>
    public async Task<string> OwnAddressAsync(CancellationToken cancellationToken)
    {
        var info = await client.Api.ServerInfoAsync(cancellationToken).ReadAsync(JiraJson.Default.JiraServerInfo);
        return (PlainText.IsWebAddress(info.BaseUrl) ? info.BaseUrl! : client.BaseUrl).TrimEnd('/');
    }

    public async Task<string> SiteAsync(CancellationToken cancellationToken)
    {
        if (KnownSite is { } known)
            return known;
        var info = await client.Api.ServerInfoAsync(cancellationToken).ReadAsync(JiraJson.Default.JiraServerInfo);
        return _site = (PlainText.IsWebAddress(info.BaseUrl) ? info.BaseUrl! : client.BaseUrl).TrimEnd('/');
    }

    /// <summary>Asked again next time: one wrong answer must not last, and keys are given away at times.</summary>
    public void Forget()
    {
        _me = null;
        _keys.Clear();
    }

    /// <exception cref="TrackerException">The project is not served either.</exception>
    public async Task<JiraProject> RequireAsync(CancellationToken cancellationToken) =>
        await FindAsync(_options.Project, cancellationToken) ?? throw NoProject();

    /// <summary>A project by its key, or by one that it had; null where this account is shown none.</summary>
    public Task<JiraProject?> FindAsync(string key, CancellationToken cancellationToken) =>
        client.Api.ProjectAsync(key, cancellationToken).FindAsync(JiraJson.Default.JiraProject);

    /// <summary>Whether a key is this project's, the one that it has or one that it had.</summary>
    public async Task<bool> IsHereAsync(string key, CancellationToken cancellationToken) =>
        key.Equals(_options.Project, StringComparison.OrdinalIgnoreCase)
        || (await KeyNowAsync(key, cancellationToken) is { } now
            && now.Equals(await KeyNowAsync(_options.Project, cancellationToken), StringComparison.OrdinalIgnoreCase));

    public TrackerException NoProject() => new(TrackerFault.NotFound,
        $"Jira shows no project {_options.Project} to this account. Correct Trackers:{_options.Name}:Project, or give the token's account the Browse Projects permission.");

    /// <summary>Does something with one issue; where that fails for this issue alone, others go on.</summary>
    /// <exception cref="TrackerException">The project is not served either, so the issue says nothing.</exception>
    public async Task<ReadOutcome> OneAsync(IssueRef issue, Func<Task<ReadOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (TrackerException e) when (e.OfOneIssue && e.Until is null)
        {
            await RequireAsync(cancellationToken);
            return new ReadOutcome.Failed($"{issue.Number}: {e.Message}", e.PerhapsDone);
        }
    }

    /// <summary>Jira answers for a former key with the present one.</summary>
    private async Task<string?> KeyNowAsync(string key, CancellationToken cancellationToken)
    {
        if (!_keys.TryGetValue(key, out var now))
            _keys[key] = now = (await FindAsync(key, cancellationToken))?.Key;
        return now;
    }
}
