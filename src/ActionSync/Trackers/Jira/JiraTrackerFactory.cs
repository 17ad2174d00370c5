using ActionSync.Configuration;
using ActionSync.Trackers.Http;

namespace ActionSync.Trackers.Jira;

/// <summary>Makes a tracker of each configured project; one lives as long as the program, since it keeps the pace and what it learnt.</summary>
internal sealed class JiraTrackerFactory(IHttpClientFactory clients, PeopleDirectory people, RemindingOptions reminding, TimeProvider clock)
{
    /// <summary>Makes a tracker of one entry of <c>Trackers</c>.</summary>
    public JiraTracker Create(JiraTrackerOptions options) => new(options, clients.CreateClient(TrackerHttp.ClientName), people, reminding.TimeZone, clock);
}
