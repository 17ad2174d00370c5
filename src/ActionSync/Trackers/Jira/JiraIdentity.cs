using ActionSync.Text;

namespace ActionSync.Trackers.Jira;

/// <summary>Who we are in Jira, and where people open it; asked once a night.</summary>
internal sealed class JiraIdentity(JiraClient client)
{
    // Scoped tokens go through Atlassian's gateway, whose address is of no use to people.
    private const string Gateway = "/ex/jira/";

    private volatile JiraUser? _me;
    private volatile string? _site;

    /// <summary>The address for people, where it is known without asking.</summary>
    public string? KnownSite => _site ?? (IsGateway ? null : client.BaseUrl);

    public bool IsGateway => client.BaseUrl.Contains(Gateway, StringComparison.Ordinal);

    /// <summary>Asked again next time: one wrong answer must not last.</summary>
    public void Forget() => _me = null;

    public async Task<JiraUser> MeAsync(CancellationToken cancellationToken)
    {
        if (_me is { } known)
            return known;
        var me = await client.GetAsync("/myself", JiraJson.Default.JiraUser, cancellationToken);
        return _me = me.Identity is not null ? me
            : throw new TrackerException(TrackerFault.Unavailable, "Jira's answer to /myself names nobody: neither $.accountId nor $.name is there. It is asked again in the next pass.");
    }

    /// <summary>What Jira calls itself, by whatever address it is reached.</summary>
    public async Task<string> OwnAddressAsync(CancellationToken cancellationToken)
    {
        var info = await client.GetAsync("/serverInfo", JiraJson.Default.JiraServerInfo, cancellationToken);
        return (PlainText.IsWebAddress(info.BaseUrl) ? info.BaseUrl! : client.BaseUrl).TrimEnd('/');
    }

    public async Task<string> SiteAsync(CancellationToken cancellationToken)
    {
        if (KnownSite is { } known)
            return known;
        var info = await client.GetAsync("/serverInfo", JiraJson.Default.JiraServerInfo, cancellationToken);
        return _site = (PlainText.IsWebAddress(info.BaseUrl) ? info.BaseUrl! : client.BaseUrl).TrimEnd('/');
    }
}
